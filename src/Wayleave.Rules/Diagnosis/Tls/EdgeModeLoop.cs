using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Tls;

/// <summary>Behind an edge, the https request is redirected to its own https URL by the origin's web server.</summary>
internal sealed class EdgeModeLoop : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("edge-speaks-http-to-an-origin-that-redirects", CauseNames.TlsModeMismatch)
    {
        Why = "The edge calls the origin over plain http, where everything is redirected to https: a loop through the edge.",
        Source = "developers.cloudflare.com/ssl/origin-configuration/ssl-modes/flexible/ and …/troubleshooting/too-many-redirects/",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        if (way.Opened || Blame.Edge(evidence) is not { } edge || way.Browser is not { } browser || !Redirects.ToItself(browser.Exchange, evidence.Socket))
            yield break;
        bool appTrusts = evidence.Direct.Any(w => w.Varied(Variation.ForwardedProto) is { Opened: true } && !w.Opened);
        Answer answer = way.Answer;
        bool django = browser.Exchange.Header("Referrer-Policy") is not null && browser.Exchange.Header("X-Content-Type-Options") is not null;
        if (appTrusts || answer.IsApp || (django && edge != "cloudflare"))
            yield break;
        bool byServer = Upgrades.IsHop(answer);
        if (!byServer && edge != "cloudflare")
            yield break;

        Way? secure = evidence.Direct.FirstOrDefault(w => w.Opened && w.Probes.Any(p => p is TlsProbe { Failure: null }));
        yield return Info.Found(
            Severity.Error,
            secure is not null ? 0.95 : byServer ? 0.9 : django ? 0.6 : 0.72,
            edge,
            $"The upgrade got {Words.Answer(browser)} to its own URL{(byServer ? $", written by {answer.Hop}" : "")}: {edge} calls the origin over plain http (mode Flexible), and the origin redirects that to https{(secure is null ? "" : $"; straight to {secure.Route} over TLS it opens")}.",
            browser,
            secure?.Browser) with
        {
            FixFor = [edge, "nginx", "any"],
            Alternatives = byServer ? [] : [CauseNames.ForwardedProtoWrong],
            NextProbe = evidence.Direct.IsEmpty ? "--origin https://HOST:443 (the origin over TLS)" : null,
        };
    }
}
