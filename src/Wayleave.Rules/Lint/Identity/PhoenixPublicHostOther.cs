using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Code;
using Wayleave.Rules.Config.Compose;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Env;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Phoenix;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>Phoenix is told another public host than the one in use, and lets in only that one's pages.</summary>
internal sealed class PhoenixPublicHostOther : ILintRule
{
    private const string Generated = "PHX_HOST";

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("phoenix-public-host-other", CauseNames.ConfiguredPublicUrlMismatch, Severity.Error)
    {
        Why = "Unless check_origin says otherwise, Phoenix lets in sockets of pages whose host is that of url: [host: …]. It does not look at Host, so a page opened under any other name gets 403.",
        Fix = "Set url: [host: …] to the public host, or list the Origins: check_origin: [\"https://app.example.com\"].",
        Source = "https://github.com/phoenixframework/phoenix/issues/1096",
        Kinds = ["phoenix", "env", "compose"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        PhoenixOriginCheck[] checks = [.. PhoenixOriginCheck.Of(deployment.Of<PhoenixFile>())];
        return InSettings(deployment, PublicHosts.Of(deployment)).Concat(checks.Length == 0 || checks.Any(check => check.ComparesWithUrl) ? InVariables(deployment, checks) : []);
    }

    // `url: [host: System.get_env("PHX_HOST")]`, as Phoenix's own generator writes it.
    private IEnumerable<LintFinding> InVariables(Deployment deployment, PhoenixOriginCheck[] checks)
    {
        string[] names = [Generated, .. checks.Select(check => (check.Project?.Find("url", "host")?.Value as CodeUnknown)?.Variable).OfType<string>()];
        ImmutableArray<string> hosts = PublicHosts.Of(deployment);
        foreach (EnvLine line in EnvironmentValues.Of(deployment.Files, names.Contains))
        {
            if (line.Value.Length == 0 || line.Value.Contains('$', StringComparison.Ordinal)) continue;
            if (line.Value.Contains('/', StringComparison.Ordinal) || line.Value.Contains(':', StringComparison.Ordinal))
                yield return Info.Found(line.At, $"Phoenix takes {line.Name} for its public host, and \"{line.Value}\" is more than a host: no page's host is equal to it, so sockets get 403");
            else if (!hosts.IsEmpty && !hosts.Any(name => Same(name, line.Value)))
                yield return Info.Found(line.At, $"Phoenix takes {line.Value} for its public host, and browsers come by {string.Join(", ", hosts)}: it answers sockets of those pages with 403");
        }
    }

    private IEnumerable<LintFinding> InSettings(Deployment deployment, ImmutableArray<string> hosts)
    {
        bool seesProduction = deployment.Of<PhoenixFile>().Any(file => file.Order > 0 && !file.IsForDevelopers && file.Calls.Any(call => call.Name == "config"));
        foreach (PhoenixOriginCheck check in PhoenixOriginCheck.Of(deployment.Of<PhoenixFile>()).Where(check => check.ComparesWithUrl))
        {
            if (check.Project?.Find("url", "host") is not { Value: DataScalar { IsQuoted: true } host } set || hosts.Any(name => Same(name, host.Value))) continue;
            if (hosts.IsEmpty)
            {
                if (host.Value is "localhost" or "127.0.0.1" && set.File.Stem == "prod") yield return Info.Found(Severity.Warning, host.At, $"Phoenix takes {host.Value} for its public host in production: it answers sockets of pages under any other name with 403, unless runtime.exs names the host");
                continue;
            }

            // What config.exs says is often replaced by the file for production.
            bool isSure = set.File.Order > 0 || deployment.Of<PhoenixFile>().Any(file => file.Order == 2);
            if (!isSure && seesProduction) continue;
            yield return Info.Found(isSure ? Severity.Error : Severity.Warning, host.At, $"Phoenix takes {host.Value} for its public host, and browsers come by {string.Join(", ", hosts)}: it answers sockets of those pages with 403{(isSure ? "" : ", unless the file for production says otherwise")}");
        }
    }

    private static bool Same(string name, string host) => string.Equals(DjangoHosts.WithoutPort(name), host, StringComparison.OrdinalIgnoreCase);
}
