using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Code;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Phoenix;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>Phoenix redirects plain HTTP to https and is not told by which header it can see that the browser is on TLS.</summary>
internal sealed class PhoenixForceSslBlind : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("phoenix-force-ssl-blind", CauseNames.ForwardedProtoWrong, Severity.Warning)
    {
        Why = "Where a proxy or balancer ends TLS, every request reaches Phoenix over plain HTTP. force_ssl without rewrite_on redirects each to the very URL that was asked for, and browsers do not follow a redirect of a handshake.",
        Fix = "Set force_ssl: [rewrite_on: [:x_forwarded_proto]], where the proxy in front always sends that header itself.",
        Source = "https://hexdocs.pm/phoenix/using_ssl.html#force-ssl",
        Kinds = ["phoenix"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (PhoenixProject project in PhoenixProject.Of(deployment.Of<PhoenixFile>()))
        {
            if (project.EndsTls || TakesScheme(deployment, project) || project.Find("force_ssl") is not { Value: DataMap or DataList or DataScalar { Truth: true } } set) continue;
            bool fronted = PublicHosts.AreOnTls(deployment) || deployment.Hops.Length > 0;
            yield return Info.Found(fronted ? Severity.Error : Severity.Warning, set.Value.At, $"Phoenix redirects what came over plain HTTP and no rewrite_on is set: where {(fronted ? "what stands in front" : "a proxy in front")} ends TLS, each handshake is answered with a redirect to itself") with
            {
                Fix = set.Value is DataMap { At.Text: ['[', ..] } map ? LintFix.Of("Take the scheme from X-Forwarded-Proto", new Edit(map.At with { End = map.At.Start + 1 }, "[rewrite_on: [:x_forwarded_proto], ")) : null,
            };
        }
    }

    /// <summary>Whether the scheme is taken from a header, or may be.</summary>
    public static bool TakesScheme(Deployment deployment, PhoenixProject? project) =>
        project?.Find("force_ssl", "rewrite_on") is not null || project?.Find("force_ssl") is { Value: CodeUnknown }
        || deployment.Of<PhoenixFile>().SelectMany(file => file.Calls).Any(call => call is { Name: "plug", Arguments: [DataScalar plug, ..] } && (plug.Value == "Plug.RewriteOn" || (plug.Value == "Plug.SSL" && call.Options?["rewrite_on"] is not null)));
}
