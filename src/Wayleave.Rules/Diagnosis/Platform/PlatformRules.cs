using System.Collections.Immutable;

namespace Wayleave.Rules.Diagnosis.Platform;

/// <summary>The rules about platforms, edges' own pages and ports, access proxies and the client's own network, in the order in which they are asked.</summary>
internal static class PlatformRules
{
    /// <summary>Every rule of this group.</summary>
    public static ImmutableArray<IDiagnosisRule> All { get; } =
    [
        new PlatformPassesNoSockets(),
        new SocketsSwitchedOff(),
        new EdgePortClosed(),
        new EdgePageInTheWay(),
        new PathReserved(),
        new LoginBeforeTheApp(),
        new NetworkIntercepts(),
    ];
}
