using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Phoenix;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>Phoenix is told another public host than the one in use, and lets in only that one's pages.</summary>
internal sealed class PhoenixPublicHostOther : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("phoenix-public-host-other", CauseNames.ConfiguredPublicUrlMismatch, Severity.Error)
    {
        Why = "Unless check_origin says otherwise, Phoenix lets in sockets of pages whose host is that of url: [host: …]. It does not look at Host, so a page opened under any other name gets 403.",
        Fix = "Set url: [host: …] to the public host, or list the Origins: check_origin: [\"https://app.example.com\"].",
        Source = "https://github.com/phoenixframework/phoenix/issues/1096",
        Kinds = ["phoenix"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        ImmutableArray<string> hosts = PublicHosts.Of(deployment);
        if (hosts.IsEmpty) yield break;
        bool seesProduction = deployment.Of<PhoenixFile>().Any(file => file.Order > 0 && !file.IsForDevelopers && file.Calls.Any(call => call.Name == "config"));
        foreach (PhoenixOriginCheck check in PhoenixOriginCheck.Of(deployment.Of<PhoenixFile>()).Where(check => check.ComparesWithUrl))
        {
            if (check.Project?.Find("url", "host") is not { Value: DataScalar { IsQuoted: true } host } set || hosts.Any(name => Same(name, host.Value))) continue;
            // What config.exs says is often replaced by the file for production.
            bool isSure = set.File.Order > 0 || deployment.Of<PhoenixFile>().Any(file => file.Order == 2);
            if (!isSure && seesProduction) continue;
            yield return Info.Found(isSure ? Severity.Error : Severity.Warning, host.At, $"Phoenix takes {host.Value} for its public host, and browsers come by {string.Join(", ", hosts)}: it answers sockets of those pages with 403{(isSure ? "" : ", unless the file for production says otherwise")}");
        }
    }

    private static bool Same(string name, string host) => string.Equals(DjangoHosts.WithoutPort(name), host, StringComparison.OrdinalIgnoreCase);
}
