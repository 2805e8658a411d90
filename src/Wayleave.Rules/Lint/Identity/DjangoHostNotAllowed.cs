using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Django;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>The public host is not among those that Django answers for.</summary>
internal sealed class DjangoHostNotAllowed : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("django-host-not-allowed", CauseNames.HostHeaderMismatch, Severity.Error)
    {
        Why = "Django refuses requests for a host that ALLOWED_HOSTS lacks with 400, and Channels' AllowedHostsOriginValidator refuses sockets of pages on it with 403 without a word in the log.",
        Fix = "Put the public host into ALLOWED_HOSTS: without scheme, port or path.",
        Source = "https://github.com/django/channels/issues/2062",
        Kinds = ["django"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        if (deployment.Domain is not { } domain) yield break;
        string host = DjangoHosts.WithoutPort(domain);
        foreach (DjangoProject project in DjangoProject.Of(deployment.Of<DjangoFile>()))
        {
            // Of several values that depend on a condition, one may hold it.
            ImmutableArray<DataNode> values = project.Values("ALLOWED_HOSTS");
            if (!project.IsWhole || values.IsEmpty || !values.All(value => value is DataList list && list.Values.All(item => item is DataScalar { IsQuoted: true }))) continue;
            if (values.Any(value => value.Items.Any(item => DjangoHosts.Covers(item.Text!, host)))) continue;
            string allowed = values[^1].Items.IsEmpty ? "is empty" : "has only " + string.Join(", ", values[^1].Items.Select(item => item.Text));
            yield return Info.Found(project.Last("ALLOWED_HOSTS")!.NameAt, $"ALLOWED_HOSTS {allowed}, and the public host is {host}: Django answers its requests with 400, and a socket's with 400 or 403");
        }
    }
}
