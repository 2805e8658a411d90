using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Compose;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>The public host is not among those that a variable gives Django.</summary>
internal sealed class AllowedHostsVariableLacksHost : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("allowed-hosts-variable-lacks-host", CauseNames.HostHeaderMismatch, Severity.Error)
    {
        Why = "Django refuses requests for a host that ALLOWED_HOSTS lacks with 400, and Channels' AllowedHostsOriginValidator refuses sockets of pages on it with 403 without a word in the log.",
        Fix = "Add the public host to the variable: without scheme, port or path.",
        Source = "https://docs.djangoproject.com/en/stable/ref/settings/#allowed-hosts",
        Kinds = ["env", "compose"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        if (deployment.Domain is not { } domain) yield break;
        string host = DjangoHosts.WithoutPort(domain);
        foreach (EnvLine line in AllowedHostsVariables.Of(deployment))
        {
            string[] hosts = AllowedHostsVariables.Hosts(line);
            if (hosts.Length == 0 || line.Value.Contains('$', StringComparison.Ordinal) || AllowedHostsVariables.IsList(line) || hosts.Any(entry => DjangoHosts.Covers(DjangoHosts.Mended(entry), host) || entry.Contains('*', StringComparison.Ordinal))) continue;
            yield return Info.Found(AllowedHostsVariables.IsDjangos(deployment, line) ? Severity.Error : Severity.Warning, line.At, $"{line.Name} has only {string.Join(", ", hosts)}, and the public host is {host}: Django answers its requests with 400, and a socket's with 400 or 403");
        }
    }
}
