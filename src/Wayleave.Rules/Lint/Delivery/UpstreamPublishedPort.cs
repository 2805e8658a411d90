using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Compose;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A proxy in a compose project reaches another service by the port that is published on the host, which exists only there.</summary>
internal sealed class UpstreamPublishedPort : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("upstream-published-port", CauseNames.UpstreamAddressWrong, Severity.Error)
    {
        Why = "ports: \"8080:8000\" opens 8080 on the host. Other services of the project reach the container itself, which listens on 8000 alone.",
        Fix = "Name the container's port, the one behind the colon.",
        Source = "https://docs.docker.com/compose/how-tos/networking/",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from target in ComposeTargets.Of(deployment)
        where target is { Service: not null, Port: not null }
        let service = target.Service!
        let published = service.Ports.FirstOrDefault(port => port.Published == target.Port && port.Target != target.Port)
        where published is not null && !ComposeTargets.Ports(service).Contains(target.Port!.Value)
        select Info.Found(target.At, $"{target.Host}:{target.Port} is where the host reaches the service {service.Name}; in the project it listens on {published.Target}, so {target.Crossing.Socket.Path} gets a 502");
}
