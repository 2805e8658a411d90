using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Payload;

/// <summary>The socket fails with an offer of permessage-deflate and works without it.</summary>
internal sealed class DeflateBreaks : IDiagnosisRule
{
    private static readonly string[] Words = ["rsv", "reserved bit", "compress", "deflate", "inflate"];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("hop-that-breaks-permessage-deflate", CauseNames.CompressionNegotiation)
    {
        Why = "The two handshakes differ in nothing but the offer of permessage-deflate: the one without it opens a sound socket, the one with it does not.",
        Source = "https://github.com/mattermost/mattermost/issues/5386",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        if (way.Browser is not { } browser)
            yield break;

        if (way.Varied(Variation.NoDeflate) is { } plain && Sound(plain) && !Sound(browser) && Fault(browser) is { } fault)
        {
            // Other handshakes that offered deflate and opened would mean that chance chose, not the offer.
            HandshakeProbe[] offering = [.. way.Handshakes.Where(h => h != browser && Offers(h) && h.Variation is not (Variation.ForeignOrigin or Variation.NoCredentials or Variation.Burst))];
            if (!offering.Any(Sound))
            {
                yield return Info.Found(
                    Severity.Error,
                    offering.Length > 0 ? 0.95 : 0.8,
                    HopOf(evidence),
                    $"With an offer of permessage-deflate the handshake leads to {fault}; without it the socket opens and holds.",
                    [browser, plain, .. offering]);
                yield break;
            }
        }

        EchoFacts? broken = browser.Session?.Echoes.FirstOrDefault(e => e.Name == "compressed" && !e.Returned);
        if (browser.Opened && broken is not null && browser.Session!.Echoes.Any(e => e.Name is "text" or "binary" && e.Returned))
        {
            yield return Info.Found(
                Severity.Error, 0.85, HopOf(evidence), $"Plain messages come back whole, a compressed one does not ({broken.Detail}).", browser);
        }
        else if (browser is { Opened: true, Deflate: true, Session.End: { } end } && SaysSo(end) is { } said)
        {
            yield return Info.Found(
                Severity.Error, 0.7, HopOf(evidence), $"permessage-deflate was agreed, and then the connection ended with {said}.", browser) with
            {
                Alternatives = [CauseNames.ProtocolViolation],
            };
        }
    }

    private static bool Offers(HandshakeProbe probe) =>
        probe.Exchange.RequestHeaders.Any(h => h.Name.Equals("Sec-WebSocket-Extensions", StringComparison.OrdinalIgnoreCase) && h.Value.Contains("permessage-deflate", StringComparison.OrdinalIgnoreCase));

    private static bool Sound(HandshakeProbe probe) =>
        probe is { Opened: true, Session.End.Kind: EndKind.ClosedByUs or EndKind.ClosedByUsUnanswered }
        || (probe is { Opened: true, Session.End: { Kind: EndKind.CloseFrame, Code: 1000 or 1001 or >= 3000 } });

    // What the offer leads to; null for what an offer does not lead to, such as a redirect or a login.
    private static string? Fault(HandshakeProbe browser) => browser switch
    {
        { Exchange.Status: 101, Flaws: [HandshakeFlaw.AcceptWrong, ..] } => "a 101 whose Sec-WebSocket-Accept belongs to another key",
        { Exchange.Status: 101, Flaws: [var flaw, ..] } => $"a 101 that browsers refuse ({Flaws.Words(flaw)})",
        { Opened: true, Session.End: { Kind: EndKind.ProtocolViolation } end } => $"frames that break the protocol ({end.Detail})",
        { Opened: true, Session.End: { Kind: EndKind.CloseFrame, Code: 1002 or 1003 or 1007 or 1010 or 1011 } end } => $"close code {Diagnosis.Words.Number(end.Code!.Value)} {end.Reason}".TrimEnd(),
        { Opened: true, Session.End.Kind: EndKind.Eof or EndKind.Reset } => "an end without a close frame",
        { Exchange.Status: 400 or 403 or 404 or 426 or >= 500 and not 503 } => Diagnosis.Words.Answer(browser),
        { Exchange.Failure.Stage: FailureStage.FirstByte or FailureStage.Head } => Diagnosis.Words.Answer(browser),
        _ => null,
    };

    private static string? SaysSo(SessionEnd end) => end switch
    {
        { Kind: EndKind.CloseFrame, Code: 1002 or 1007 or 1010 } when Words.Any(w => end.Reason.Contains(w, StringComparison.OrdinalIgnoreCase)) =>
            $"close code {Diagnosis.Words.Number(end.Code!.Value)} \"{end.Reason}\"",
        // Compressed bytes that lost their mark are read as text, and are none.
        { Kind: EndKind.ProtocolViolation } when Words.Append("not UTF-8").Any(w => end.Detail.Contains(w, StringComparison.OrdinalIgnoreCase)) => $"a broken frame ({end.Detail})",
        _ => null,
    };

    private static string HopOf(Evidence evidence)
    {
        if (evidence.OpenWay is not null)
            return Blame.First(evidence);
        if (evidence.FailsDirectToo)
            return Chain.App;
        return evidence.Has("iis") ? "iis" : Blame.Proxy(evidence);
    }
}
