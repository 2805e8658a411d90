using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Compose;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A proxy in a compose project names a service that the project does not have.</summary>
internal sealed class UpstreamUnknownService : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("upstream-unknown-service", CauseNames.UpstreamAddressWrong, Severity.Error)
    {
        Why = "Docker resolves the names of the project's services and their aliases. A name without a dot that is none of these resolves nowhere.",
        Fix = "Name the service as the compose file does.",
        Source = "https://docs.docker.com/compose/how-tos/networking/",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from target in ComposeTargets.Of(deployment)
        where target is { Service: null, IsOwn: false } && IsServiceName(target.Host) && target.Compose.IsWhole
            && deployment.Of<ComposeFile>().Count() == 1 && target.Own.Node["extra_hosts"] is null && target.Own.Node["links"] is null
            && target.Compose.Services.Length > 1
        select Info.Found(target.At, $"{target.Crossing.Socket.Path} goes to \"{target.Host}\", and {target.Compose.Source.Name} has no service or alias of that name, so it cannot be found");

    private static bool IsServiceName(string host) =>
        host.Any(char.IsAsciiLetter) && host.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && !host.StartsWith("host-", StringComparison.Ordinal);
}
