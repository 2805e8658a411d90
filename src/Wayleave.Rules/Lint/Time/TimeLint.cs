using System.Collections.Immutable;

namespace Wayleave.Rules.Lint.Time;

/// <summary>The rules about sockets that open and are then ended.</summary>
internal static class TimeLint
{
    /// <summary>The rules, in the order of the vocabulary.</summary>
    public static ImmutableArray<ILintRule> All { get; } =
    [
        new IdleTimeoutTooShort(),
        new HAProxyTunnelTimeoutIgnored(),
        new HAProxyHardStopShort(),
        new BalancerIdleTimeout(),
        new EdgeIdleTimeout(),
        new GkeBackendTimeout(),
        new CloudRunTimeout(),
        new ServerEndsSocketsAtAge(),
        new EnvoyRouteTimeout(),
        new IngressReloadEndsSockets(),
        new NginxShutdownTimeoutShort(),
        new CaddyReloadClosesStreams(),
    ];
}
