using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Compose;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A proxy in a compose project sends a socket to a port at which the service's own command line does not listen.</summary>
internal sealed class UpstreamPortNotListened : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("upstream-port-not-listened", CauseNames.UpstreamAddressWrong, Severity.Error)
    {
        Why = "The service's command line names the port on which its server listens, and nothing in the file names the one that the proxy asks for.",
        Fix = "Let the proxy and the server name the same port.",
        Source = "https://docs.docker.com/compose/how-tos/networking/",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from target in ComposeTargets.Of(deployment)
        where target is { Service: not null, Port: not null }
        let service = target.Service!
        let own = ComposeTargets.CommandPorts(service).Distinct().ToArray()
        where own.Length == 1 && !ComposeTargets.Ports(service).Contains(target.Port!.Value) && service.Ports.All(port => port.Published != target.Port)
        select Info.Found(target.At, $"the service {service.Name} is started with port {own[0]}, and {target.Crossing.Socket.Path} goes to its port {target.Port}, where nothing listens");
}
