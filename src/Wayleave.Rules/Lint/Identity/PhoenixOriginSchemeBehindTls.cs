using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Phoenix;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>Phoenix compares a page's scheme with that of the connection, which is plain where a proxy ends TLS.</summary>
internal sealed class PhoenixOriginSchemeBehindTls : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("phoenix-origin-scheme-behind-tls", CauseNames.ForwardedProtoWrong, Severity.Error)
    {
        Why = "check_origin: :conn wants Origin to have the scheme, the host and the port of the connection. Where a proxy ends TLS the app sees http and the Origin says https, so every page is refused with 403.",
        Fix = "Leave check_origin at true (the host alone counts) or list the Origins; or let Phoenix take the scheme from the proxy: force_ssl: [rewrite_on: [:x_forwarded_proto]].",
        Source = "https://github.com/beyond-all-reason/teiserver/pull/1427",
        Kinds = ["phoenix"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (PhoenixOriginCheck check in PhoenixOriginCheck.Of(deployment.Of<PhoenixFile>()))
        {
            if (check.Policy is not DataScalar { IsQuoted: false, Value: ":conn" } policy || check.Project is { EndsTls: true } || PhoenixForceSslBlind.TakesScheme(deployment, check.Project)) continue;
            bool isSure = PublicHosts.AreOnTls(deployment) || check.Project is { IsPublicOnTls: true };
            yield return Info.Found(isSure ? Severity.Error : Severity.Warning, policy.At, $"check_origin: :conn compares the page's scheme with the connection's, and {(isSure ? "TLS ends before the app" : "where a proxy ends TLS")} the app sees http: sockets of pages on https are refused with 403");
        }
    }
}
