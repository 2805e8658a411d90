using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Payload;

/// <summary>The answer switches protocols, but one of the headers that browsers check is absent or wrong.</summary>
internal sealed class HandshakeUnsound : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("101-that-browsers-refuse", CauseNames.HandshakeCorrupted)
    {
        Why = "A browser fails the connection unless Upgrade, Connection and Sec-WebSocket-Accept are as the RFC demands, whatever the status says.",
        Source = "https://www.rfc-editor.org/rfc/rfc6455#section-4.1",
        YieldsTo = [CauseNames.CompressionNegotiation],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (evidence.Browser is not { } browser || browser.Flaws.IsEmpty)
            yield break;
        HandshakeFlaw[] own = [.. browser.Flaws.Where(f => f is not (HandshakeFlaw.SubprotocolMissing or HandshakeFlaw.SubprotocolNotOffered))];
        if (own.Length == 0)
            yield break;

        string what = string.Join(", ", own.Select(Flaws.Words));
        string answer = browser.Exchange.Status == 101 ? "The handshake is answered with 101" : $"The handshake is answered with {Words.Answer(browser)}";
        string straight = evidence.OpenWay is { } open ? $" Straight at {open.Route} the same handshake is answered soundly, so a hop in front of it does that." : "";
        yield return Info.Found(
            Severity.Error,
            own.Contains(HandshakeFlaw.ExtensionNotOffered) && own.Length == 1 ? 0.85 : 0.97,
            evidence.OpenWay is not null ? Blame.First(evidence) : evidence.FailsDirectToo ? Chain.App : Blame.Proxy(evidence),
            $"{answer}, but {what}, so browsers fail the connection.{straight}",
            browser,
            evidence.OpenWay?.Browser) with
        {
            NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
        };
    }
}
