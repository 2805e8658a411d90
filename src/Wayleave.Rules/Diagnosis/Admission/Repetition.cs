using System.Collections.Immutable;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Admission;

/// <summary>The handshakes on a way in their order, up to where the far end began to turn them away for being too many.</summary>
/// <param name="Opened">Those that opened.</param>
/// <param name="Refused">The refusals that follow.</param>
/// <param name="Asked">True if the caller asked for them by <c>--burst</c>; false if our own base run earned them.</param>
internal sealed record Repetition(ImmutableArray<HandshakeProbe> Opened, ImmutableArray<Refusal> Refused, bool Asked)
{
    /// <summary>A refusal by the caller's own wish matters; one that only our probes earned is worth knowing.</summary>
    public Severity Severity => Asked ? Severity.Warning : Severity.Info;

    /// <summary>The refusals' probes and one that opened.</summary>
    public Probe[] Probes => [Opened[0], .. Refused.Select(r => r.Probe)];

    /// <summary>How many opened and how many were refused, in words.</summary>
    public string Counts =>
        $"{Words.Number(Opened.Length)} of {Words.Number(Opened.Length + Refused.Length)} like handshakes {(Asked ? "of the burst " : "")}opened, then {Words.Number(Refused.Length)} got {Refused[0].Words}";

    /// <summary>The repetition on a way; null where nothing was refused, or a handshake opened after one was refused.</summary>
    /// <param name="way">The way.</param>
    public static Repetition? Of(Way way)
    {
        HandshakeProbe[] burst = [.. way.Handshakes.Where(h => h.Variation == Variation.Burst)];
        if (burst.Any(h => Refusal.Of(h) is not null) && way.Browser is { Opened: true } first)
            return Split([first, .. burst], asked: true, ordered: false);
        HandshakeProbe[] like = [.. way.Handshakes.Where(h => h.Variation is Variation.Browser or Variation.Repeat or Variation.WithCookies or Variation.NoDeflate or Variation.NoUserAgent).OrderBy(h => h.StartMs)];
        return Split(like, asked: false, ordered: true);
    }

    private static Repetition? Split(HandshakeProbe[] probes, bool asked, bool ordered)
    {
        ImmutableArray<HandshakeProbe> opened = [.. probes.Where(h => h.Opened && Refusal.Of(h) is null)];
        Refusal[] refusals = [.. probes.Select(Refusal.Of).OfType<Refusal>()];
        if (opened.IsEmpty || refusals.Length == 0)
            return null;
        // Side by side the order of a burst's answers is chance; one after another it is not.
        if (ordered && refusals.Min(r => r.Probe.StartMs) < opened.Max(h => h.StartMs))
            return null;
        ImmutableArray<Refusal> most = [.. refusals.GroupBy(r => (r.Status, r.CloseCode)).MaxBy(g => g.Count())!];
        return new Repetition(opened, most, asked);
    }
}
