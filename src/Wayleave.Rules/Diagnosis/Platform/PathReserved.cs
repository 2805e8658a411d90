using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Platform;

/// <summary>The platform answers the socket's path, or the path that the page asks before it opens the socket, itself.</summary>
internal sealed class PathReserved : IDiagnosisRule
{
    private const string Google = "google";

    private static readonly (string Hop, string Prefix)[] Prefixes =
    [
        ("cloudflare", "/cdn-cgi/"),
        ("vercel", "/_vercel/"),
        ("netlify", "/.netlify/"),
        ("azure-app-service", "/.auth/"),
        (Google, "/_ah/"),
    ];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("path-that-the-platform-keeps", CauseNames.PathReservedByPlatform)
    {
        Why = "Google's front end answers the exact path /healthz, and some others that end in z, with its own 404; other platforms keep prefixes. The request never reaches the app.",
        Source = "https://github.com/streamlit/streamlit/pull/5642",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        string path = evidence.Socket.AbsolutePath;
        if (way.Browser is { } browser && way.Refused)
        {
            if (IsGooglesOwn(browser.Exchange) && path.EndsWith('z') && way.Probes.OfType<HttpProbe>().FirstOrDefault(ReachesApp) is { } app)
            {
                yield return Info.Found(
                    Severity.Error, 0.95, Google,
                    $"{path} gets Google's own {Words.Answer(browser)} page, while {new Uri(app.Url).AbsolutePath} reaches the app: Google's front end keeps paths that end in z.", browser, app);
            }
            else if (Prefixes.FirstOrDefault(p => evidence.Has(p.Hop) && path.StartsWith(p.Prefix, StringComparison.OrdinalIgnoreCase)) is { Hop: not null } kept)
            {
                yield return Info.Found(
                    Severity.Error, 0.85, kept.Hop, $"{path} lies below {kept.Prefix}, which {kept.Hop} keeps for itself; the handshake gets {Words.Answer(browser)}.", browser);
            }
        }

        // Streamlit 1.14 asks /healthz before it opens its socket; other apps that have no /healthz miss nothing.
        HttpProbe? health = way.Probes.OfType<HttpProbe>().FirstOrDefault(p => p.Name == "http-health" && p.Exchange.Path == "/healthz" && IsGooglesOwn(p.Exchange));
        bool newer = way.Probes.OfType<HttpProbe>().Any(p => p.Exchange.Path == "/_stcore/health" && p.Exchange.Status is 200);
        if (health is not null && !newer && (evidence.Page?.App == "streamlit" || path == "/stream"))
        {
            yield return Info.Found(
                Severity.Error, 0.9, Google,
                $"/healthz gets Google's own {Words.Answer(health.Exchange)} page and never reaches the app; this Streamlit asks that path before it opens its socket. Streamlit 1.15 and later ask another.",
                health,
                way.Browser);
        }
    }

    private static bool IsGooglesOwn(HttpExchange exchange) => exchange.Status == 404 && exchange.Body.Contains("Error 404 (Not Found)!!1", StringComparison.Ordinal);

    private static bool ReachesApp(HttpProbe probe) =>
        probe.Name is "http-root" or "http-health" && probe.Exchange.Status is < 500 && !IsGooglesOwn(probe.Exchange) && Answerer.Of(probe.Exchange).Hop != Google;
}
