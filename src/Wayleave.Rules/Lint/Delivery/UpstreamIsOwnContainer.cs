using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Compose;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A proxy in a container sends a socket to localhost, which is the container itself, while another service listens on that port.</summary>
internal sealed class UpstreamIsOwnContainer : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("upstream-is-own-container", CauseNames.UpstreamAddressWrong, Severity.Error)
    {
        Why = "Each container has a localhost of its own. The app in another container is not there.",
        Fix = "Name the app's service instead of localhost.",
        Source = "https://docs.docker.com/compose/how-tos/networking/",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from target in ComposeTargets.Of(deployment)
        where target.IsOwn && target.Port is not null && !target.Compose.Services.Any(service => service.Node["network_mode"]?.Text?.StartsWith("service:", StringComparison.Ordinal) is true)
        let others = target.Compose.Services.Where(service => service != target.Own && (ComposeTargets.Ports(service).Contains(target.Port!.Value) || service.Ports.Any(port => port.Published == target.Port))).ToArray()
        where others.Length > 0
        select Info.Found(target.At, $"{target.Host} is the container of {target.Own.Name} itself, and nothing there listens on {target.Port}: the service is {others[0].Name}, so {target.Crossing.Socket.Path} gets a 502");
}
