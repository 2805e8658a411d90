using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>The app's own words say that its response could not be switched to a socket.</summary>
internal sealed class HijackBroken : IDiagnosisRule
{
    private static readonly string[] Sentences =
    [
        "does not implement http.Hijacker",
        "doesn't implement http.Hijacker",
        "http.Hijacker",
        "response writer does not support hijacking",
        "webserver doesn't support hijacking",
    ];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("response-wrapped-so-that-it-cannot-switch", CauseNames.MiddlewareBreaksHijack)
    {
        Why = "A filter (compression, logging, authentication) wraps the response and hides the way to take over the connection.",
        Source = "Go's http.Hijacker; reported failures F131, F132.",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (!evidence.Public.Refused || evidence.Browser is not { } browser)
            yield break;
        string? said = Array.Find(Sentences, s => browser.Exchange.Body.Contains(s, StringComparison.OrdinalIgnoreCase));
        bool compressed = browser.Exchange.Status is 500 or 400 && browser.Exchange.Header("Content-Encoding") is not null && browser.Exchange.Header("Sec-WebSocket-Accept") is not null;
        if (said is null && !compressed)
            yield break;

        yield return Info.Found(
            Severity.Error,
            said is null ? 0.7 : 0.94,
            Upgrades.IsHop(evidence.Public.Answer) ? evidence.Public.Answer.Hop : Chain.App,
            $"The upgrade got {Words.Answer(browser)}{(said is null ? " in a compressed answer with a handshake's own headers" : $" with \"{said}\"")}: a filter wraps the response and breaks the switch.",
            browser);
    }
}
