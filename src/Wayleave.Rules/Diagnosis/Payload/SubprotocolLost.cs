using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Payload;

/// <summary>Subprotocols were offered and none was chosen, or one was chosen that was not offered: browsers fail the connection either way.</summary>
internal sealed class SubprotocolLost : IDiagnosisRule
{
    private const string HeaderName = "Sec-WebSocket-Protocol";

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("subprotocol-lost-on-the-way", CauseNames.SubprotocolDropped)
    {
        Why = "A page that offers subprotocols gets no socket unless the 101 chooses one of them; many libraries are more lenient, so only browsers fail.",
        Source = "https://github.com/open-ace/open-ace/pull/564",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (evidence.Browser is not { } browser)
            yield break;
        bool missing = browser.Flaws.Contains(HandshakeFlaw.SubprotocolMissing);
        if (!missing && !browser.Flaws.Contains(HandshakeFlaw.SubprotocolNotOffered))
            yield break;

        string offered = evidence.Asked.Subprotocols.IsEmpty ? "none was offered" : $"offered: {string.Join(", ", evidence.Asked.Subprotocols)}";
        if (!missing)
        {
            yield return Info.Found(
                Severity.Error, 0.95, Chain.App, $"The 101 chooses the subprotocol {browser.Subprotocol} ({offered}), so browsers fail the connection.", browser);
            yield break;
        }

        bool dropped = evidence.Public.Arrived is { } arrived && arrived.Header(HeaderName) is null;
        bool straight = evidence.OpenWay is not null;
        string where = dropped ? " The far end says that the offer did not arrive."
            : straight ? $" Straight at {evidence.OpenWay!.Route} one is chosen, so a hop in front of it loses the header."
            : "";
        yield return Info.Found(
            Severity.Error,
            dropped ? 0.98 : straight ? 0.97 : 0.9,
            dropped || straight ? Blame.First(evidence) : Chain.App,
            $"The 101 chooses no subprotocol ({offered}), so browsers fail the connection; lenient libraries go on.{where}",
            browser,
            evidence.OpenWay?.Browser) with
        {
            NextProbe = dropped || straight || !evidence.Direct.IsEmpty ? null : Blame.AskOrigin,
        };
    }
}
