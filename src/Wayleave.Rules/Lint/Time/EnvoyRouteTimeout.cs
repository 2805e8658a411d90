using Wayleave.Protocol.Text;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Envoy;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Time;

/// <summary>A time-out of an Envoy route, which some releases count over the whole life of a socket.</summary>
internal sealed class EnvoyRouteTimeout : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("envoy-route-timeout", CauseNames.MaxConnectionLifetime, Severity.Warning)
    {
        Why = "A route's timeout, 15 s by default, is meant for an answer that ends. Releases of 2022 counted it over an open socket too, and ended it, busy or not.",
        Fix = "Set timeout: 0s on the socket's route.",
        Source = "https://github.com/envoyproxy/envoy/issues/20062",
        Kinds = ["envoy"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<EnvoyFile>()
        from socket in deployment.Sockets
        from route in file.Routes(new Handshake { Path = socket.Path, Host = deployment.Domain })
        where route is { Known: true, Action: not null } && route.Manager.Upgrades(route.Action)?.Value is true
        let set = route.Action.Field("timeout")
        let time = set is null ? TimeSpan.FromSeconds(15) : EnvoyTree.Duration(set.Value)
        where time is not null && time.Value > TimeSpan.Zero
        select set is null
            ? Info.Found(Severity.Info, route.At, $"the route of {socket.Path} has the default timeout of 15 s, which releases of 2022 counted over the whole socket; timeout: 0s is safe with each")
            : Info.Found(set.At, $"releases of 2022 end {socket.Path} {Durations.Text(time.Value)} after it opened, busy or not; timeout: 0s is safe with each");
}
