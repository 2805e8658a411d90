using Wayleave.Server.Admission;
using Wayleave.Server.Carry;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.Server.Events.Sockets;
using Wayleave.Server.Relaying;
using Wayleave.Server.Serving;
using Wayleave.Server.Tickets;
using Wayleave.Server.Tickets.Revoking;

namespace Wayleave.Server.Upgrading;

/// <summary>What handshakes need.</summary>
internal sealed record UpgradeServices
{
    /// <summary>The world as it is now.</summary>
    public required Func<World> World { get; init; }

    /// <summary>What <c>/.wayleave/healthz</c> says.</summary>
    public required OwnHealth Health { get; init; }

    /// <summary>The limits per address.</summary>
    public required AddressLimits Limits { get; init; }

    /// <summary>Takes the handshakes of carriers.</summary>
    public required CarryUpgrades Carry { get; init; }

    /// <summary>Opens connections to apps.</summary>
    public required AppDialler Dialler { get; init; }

    /// <summary>Makes what apps get.</summary>
    public required OutgoingRequests Outgoing { get; init; }

    /// <summary>Opens sockets that give channels.</summary>
    public required EventOpener Events { get; init; }

    /// <summary>Lets people in by their tickets.</summary>
    public required TicketGuard Tickets { get; init; }

    /// <summary>What tickets have opened.</summary>
    public required OpenSessions Sessions { get; init; }

    /// <summary>The open sockets.</summary>
    public required TunnelRegistry Tunnels { get; init; }

    /// <summary>Told of what happens.</summary>
    public required IGatewayObserver Observer { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }
}
