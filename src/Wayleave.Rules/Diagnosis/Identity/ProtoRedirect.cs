using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Identity;

/// <summary>The https request is redirected to its own https URL: whoever redirects believes that it came over plain http.</summary>
internal sealed class ProtoRedirect : IDiagnosisRule
{
    // A framework's own redirect has an empty body, or Django's security headers; a proxy's has a page in its own style.
    private static bool IsApp(HttpExchange exchange) => Answerer.Of(exchange) is { IsKnown: false } or { IsApp: true };

    private static (Probe Probe, HttpExchange Exchange)? Loop(Evidence evidence)
    {
        if (evidence.Browser is { } browser && Redirects.ToItself(browser.Exchange, evidence.Socket))
            return (browser, browser.Exchange);
        foreach (HttpProbe plain in evidence.Public.Probes.OfType<HttpProbe>())
        {
            if (plain.Name is "http-socket-path" or "http-root" or "http-page" or "http-redirect" && Redirects.ToItself(plain.Exchange, new Uri(plain.Url)))
                return (plain, plain.Exchange);
        }

        return null;
    }

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("redirected-to-its-own-https-url", CauseNames.ForwardedProtoWrong)
    {
        Why = "A loop onto the same URL has one reason: TLS ended at a hop, and the header that says so is absent, overwritten, or not the one that the app trusts.",
        Source = "Django's SECURE_PROXY_SSL_HEADER and SECURE_SSL_REDIRECT; Rails' force_ssl; the ALB, daphne deployment of scenario 5.",
        YieldsTo = [CauseNames.TlsModeMismatch],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        (Probe Probe, HttpExchange Exchange)? loop = Loop(evidence);
        if (loop is not { } found)
            yield break;

        bool open = evidence.Public.Opened;
        Way? cured = evidence.Direct.FirstOrDefault(w => w.Varied(Variation.ForwardedProto) is { Opened: true } && !w.Opened);
        Way? stubborn = evidence.Direct.FirstOrDefault(w => w.Varied(Variation.ForwardedProto) is { Opened: false } v && v.Exchange.Status is >= 300 and < 400);
        string told = cured is not null
            ? $"; straight to {cured.Route} it opens once X-Forwarded-Proto: https is sent"
            : stubborn is not null ? $"; straight to {stubborn.Route} it is redirected even with X-Forwarded-Proto: https, so the app trusts another header" : "";
        bool app = stubborn is not null || (cured is null && (Blame.Nobody(evidence) || IsApp(found.Exchange)));
        yield return Info.Found(
            open ? Severity.Info : Severity.Error,
            cured is not null || stubborn is not null ? 0.95 : open ? 0.8 : 0.88,
            app ? Chain.App : Blame.Proxy(evidence),
            $"{(found.Probe is HandshakeProbe ? "The upgrade" : "A plain request")} got {Words.Answer(found.Exchange)} to its own URL {found.Exchange.Header("Location")}: the app takes the https request for plain http{told}.",
            found.Probe,
            evidence.Browser,
            cured?.Varied(Variation.ForwardedProto),
            stubborn?.Varied(Variation.ForwardedProto)) with
        {
            FixFor = [Blame.Proxy(evidence), "django", "rails", "any"],
            Alternatives = cured is null && Blame.Edge(evidence) is not null ? [CauseNames.TlsModeMismatch] : [],
            NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
        };
    }
}
