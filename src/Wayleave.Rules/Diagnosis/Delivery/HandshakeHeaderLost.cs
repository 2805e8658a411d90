using Wayleave.Rules.Causes;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>The upgrade arrives, and one of its Sec-WebSocket-* headers does not.</summary>
internal sealed class HandshakeHeaderLost : IDiagnosisRule
{
    private static readonly string[] Needed = ["Sec-WebSocket-Key", "Sec-WebSocket-Version"];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("handshake-header-lost", CauseNames.HandshakeHeaderDropped)
    {
        Why = "A content network passes only the headers that its policy names.",
        Source = "docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-working-with.websockets.html",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (evidence.Browser is not { } browser)
            yield break;
        string hop = Blame.Edge(evidence) ?? Blame.Proxy(evidence);
        if (evidence.Public.Arrived is { } arrived && arrived.Header("Upgrade") is not null)
        {
            string[] lost = [.. Needed.Where(n => Arrivals.Sent(browser, n) is not null && arrived.Header(n) is null)];
            if (lost.Length > 0)
                yield return Info.Found(
                    evidence.Public.Opened ? Severity.Warning : Severity.Error,
                    0.97,
                    hop,
                    $"Upgrade arrives, and {string.Join(" and ", lost)} that was sent does not: a hop drops it.",
                    browser);
            yield break;
        }

        if (!evidence.Public.Refused || evidence.FailsDirectToo || Texts.SaysKeyOrVersionMissing(browser.Exchange) is not { } said
            || Arrivals.Sent(browser, "Sec-WebSocket-Key") is null || Arrivals.Sent(browser, "Sec-WebSocket-Version") is null)
            yield break;
        yield return Info.Found(
            Severity.Error,
            evidence.OpenWay is null ? 0.9 : 0.96,
            hop,
            $"The upgrade got {Words.Answer(browser)}, and the app says \"{said}\", although the header was sent: a hop drops it.",
            browser,
            evidence.OpenWay?.Browser);
    }
}
