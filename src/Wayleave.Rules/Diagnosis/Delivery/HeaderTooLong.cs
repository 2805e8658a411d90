using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>The request's head is larger than a hop or the app takes; without the caller's cookies it is taken.</summary>
internal sealed class HeaderTooLong : IDiagnosisRule
{
    private static readonly string[] Sentences =
    [
        "Request Header Or Cookie Too Large",
        "Request Header Fields Too Large",
        "Size of a request header field exceeds server limit",
        "HTTP headers too long",
        "Request header is too large",
    ];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("request-head-too-large-for-a-hop", CauseNames.HeaderTooLarge)
    {
        Why = "Cookies grow with a user's session, so the test client passes and real users fail.",
        Source = "RFC 6585 §5 (431); nginx's large_client_header_buffers (4 of 8 KiB); reported failure F082.",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (!evidence.Public.Refused || evidence.Browser is not { } browser)
            yield break;
        HttpExchange exchange = browser.Exchange;
        bool says = exchange.Status is 431 or 494
            || Array.Exists(Sentences, s => exchange.Body.Contains(s, StringComparison.OrdinalIgnoreCase));
        HandshakeProbe? without = evidence.Public.Varied(Variation.NoCredentials);
        int size = exchange.RequestHeaders.Sum(h => h.Name.Length + h.Value.Length + 4);
        bool smaller = exchange.Status is 400 or 413 or 502 && evidence.Asked.CookieGiven && size > 4096 && without is { Exchange.Status: not null } && without.Exchange.Status != exchange.Status;
        if (!says && !smaller)
            yield break;

        yield return Info.Found(
            Severity.Error,
            says ? 0.96 : 0.75,
            Upgrades.IsHop(evidence.Public.Answer) ? evidence.Public.Answer.Hop : Blame.Nobody(evidence) ? Chain.App : Blame.First(evidence),
            $"The upgrade with {size} bytes of headers got {Words.Answer(exchange)}{(smaller ? $", and without the cookies {Words.Answer(without)}" : "")}: the head exceeds a buffer.",
            browser,
            smaller ? without : null);
    }
}
