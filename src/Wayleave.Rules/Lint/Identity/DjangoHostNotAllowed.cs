using Wayleave.Rules.Causes;
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
        foreach (DjangoAllowedHosts allowed in DjangoAllowedHosts.Of(deployment.Of<DjangoFile>()))
        {
            string? host = deployment.Domain is { } domain ? DjangoHosts.WithoutPort(domain) : PublicNames.Of(deployment, "django").FirstOrDefault(name => !allowed.Cover(name));
            if (host is null || allowed.Cover(host)) continue;
            string whose = deployment.Domain is null ? "the proxy in front is asked for" : "the public host is";
            yield return Info.Found(allowed.Project.Last("ALLOWED_HOSTS")!.NameAt, $"ALLOWED_HOSTS {allowed.Told}, and {whose} {host}: Django answers its requests with 400, and a socket's with 400 or 403");
        }
    }
}
