using Wayleave.Server.Configuration;
using Wayleave.Server.Tests.Serving;

namespace Wayleave.Server.Tests.Carry;

/// <summary>A gateway that carries, in front of an echo.</summary>
internal static class CarryRig
{
    /// <summary>Starts one.</summary>
    /// <param name="time">The clock; null: the system's.</param>
    /// <param name="carry">How it carries; null: as a route does by default that asks for it.</param>
    public static Task<GatewayRig> StartAsync(TimeProvider? time = null, CarrySettings? carry = null) => GatewayRig.StartAsync(
        time, settings => settings with { Routes = [settings.Routes[0] with { Carry = carry ?? new CarrySettings { Mode = CarryMode.Auto } }] });
}
