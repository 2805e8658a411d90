using System.Collections.Immutable;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis;

/// <summary>Like handshakes of which some work and some fail, so that chance (one of several backends) decides, and no variation.</summary>
/// <param name="Working">Those that work.</param>
/// <param name="Failing">Those that fail, the browser's own first.</param>
internal sealed record Repeats(ImmutableArray<HandshakeProbe> Working, ImmutableArray<HandshakeProbe> Failing)
{
    private const double MarginMs = 200;

    // No server has a reason to answer these with a gateway's error where it lets the browser's own in.
    private static readonly Variation[] Harmless =
        [Variation.NoDeflate, Variation.NoUserAgent, Variation.NoOrigin, Variation.ForeignOrigin, Variation.OtherSchemeOrigin, Variation.ExtraSubprotocol];

    /// <summary>How many fail, in words.</summary>
    public string Counts => $"{Words.Number(Failing.Length)} of {Words.Number(Working.Length + Failing.Length)} like handshakes fail, the others open";

    /// <summary>The like handshakes of the public way; null where all agree, or where a limit or a spent token explains the order.</summary>
    /// <param name="way">The way.</param>
    public static Repeats? Of(Way way)
    {
        // Where a browser stops at the certificate, the others look behind it: they agree or not among themselves.
        HandshakeProbe[] same = [.. way.Handshakes.Where(h => h.Variation is Variation.Browser or Variation.Repeat or Variation.WithCookies && h.Exchange.Failure?.Kind != FailureKind.CertificateInvalid)];
        ImmutableArray<HandshakeProbe> working = [.. same.Where(Works)];
        ImmutableArray<HandshakeProbe> failing = [.. same.Where(h => !Works(h))];
        // The repeats look behind a certificate at which a browser stops, and nothing was said on them that could have broken them: neither is chance.
        if (failing.Any(h => h.Exchange.Failure?.Kind == FailureKind.CertificateInvalid || EndedWhileTalking(h)))
            return null;
        // A socket that was held more briefly than another lived proves nothing: the end may be a timer's.
        if (failing.FirstOrDefault(HungUp) is { } hungUp)
            working = [.. working.Where(h => h.Session!.End.AtMs > hungUp.Session!.End.AtMs + MarginMs)];
        if (working.IsEmpty)
            return null;
        HandshakeProbe[] troubled = [.. way.Handshakes.Where(h => Harmless.Contains(h.Variation) && IsTrouble(h))];
        // Another path alone may lead elsewhere; beside a like failure it is one more.
        HandshakeProbe[] slashed = [.. way.Handshakes.Where(h => h.Variation == Variation.TrailingSlash && IsTrouble(h) && !HungUp(h))];
        if (failing.IsEmpty)
            return troubled.Length > 0 && troubled.Length + slashed.Length > 1 && troubled.Concat(slashed).All(h => Like(h, troubled[0]))
                ? new Repeats(working, [.. troubled, .. slashed])
                : null;

        // Refused only after one was let in: a limit or a token for one use, which have rules of their own.
        HandshakeProbe first = failing[0];
        bool monotone = failing.Min(h => h.StartMs) > working.Max(h => h.StartMs)
            && !way.Handshakes.Any(h => Harmless.Contains(h.Variation) && Works(h) && h.StartMs > first.StartMs);
        if (first.Exchange.Status == 429 || (monotone && !IsTrouble(first)) || (monotone && first.Exchange.Status == 503))
            return null;
        return new Repeats(working, [.. failing, .. troubled.Where(h => Like(h, first))]);
    }

    /// <summary>What was seen as if chance had always chosen a backend that works.</summary>
    /// <param name="evidence">What was seen.</param>
    public Evidence Lucky(Evidence evidence) => Seen(evidence, p => p == Working[0]
        ? Working[0] with { Variation = Variation.Browser }
        : p is HandshakeProbe h && (h.Variation == Variation.Browser || Failing.Contains(h) || Like(h, Failing[0])) ? null : p);

    /// <summary>What was seen as if the failing handshake were the only one.</summary>
    /// <param name="evidence">What was seen.</param>
    public Evidence Unlucky(Evidence evidence) => Seen(evidence, p => p == Failing[0]
        ? Failing[0] with { Variation = Variation.Browser }
        : p is HandshakeProbe ? null : p);

    private static Evidence Seen(Evidence evidence, Func<Probe, Probe?> change)
    {
        IEnumerable<Probe> probes = evidence.Run.Probes.Select(p => evidence.Public.Probes.Contains(p) ? change(p) : p).OfType<Probe>();
        return new Evidence(evidence.Run with { Probes = [.. probes] }, evidence.Socket.OriginalString);
    }

    private static bool Works(HandshakeProbe probe) => probe.Opened && !HungUp(probe);

    private static bool HungUp(HandshakeProbe probe) =>
        probe is { Opened: true, Session.End: { Kind: EndKind.Eof or EndKind.Reset } or { Kind: EndKind.CloseFrame, Code: 1011 } };

    // Our own far end is sent messages on the held socket alone, and they may be what ended it.
    private static bool EndedWhileTalking(HandshakeProbe probe) =>
        HungUp(probe) && Arrivals.IsOurs(probe) && probe.Session!.Frames.Any(f => f.Sent && f.Opcode is "text" or "binary");

    private static bool IsTrouble(HandshakeProbe probe) => HungUp(probe)
        || probe.Exchange.Status is 500 or (>= 502 and <= 504) or (>= 520 and <= 530)
        || probe.Exchange.Failure is { Stage: FailureStage.FirstByte or FailureStage.Head or FailureStage.Connect };

    private static bool Like(HandshakeProbe one, HandshakeProbe other) =>
        one.Exchange.Status == other.Exchange.Status && one.Exchange.Failure?.Kind == other.Exchange.Failure?.Kind && HungUp(one) == HungUp(other);
}
