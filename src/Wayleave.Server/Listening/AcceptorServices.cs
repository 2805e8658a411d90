using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Wayleave.Protocol.Http;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Listening;

/// <summary>What all acceptors share.</summary>
internal sealed record AcceptorServices
{
    /// <summary>Takes the connections that are not for Kestrel.</summary>
    public required IUpgradeTaker Upgrades { get; init; }

    /// <summary>How many connections there are and may be.</summary>
    public required ConnectionCount Count { get; init; }

    /// <summary>The connections whose head has not come yet.</summary>
    public required PendingHeads Pending { get; init; }

    /// <summary>From which handle on a socket would take one of the last descriptors.</summary>
    public long LastHandle { get; init; } = DescriptorLimit.LastHandle;

    /// <summary>A descriptor for when there are none.</summary>
    public required ReserveDescriptor Reserve { get; init; }

    /// <summary>The limits on a head, as they are now.</summary>
    public required Func<HeadLimits> HeadLimits { get; init; }

    /// <summary>How long a head may take once it has begun, as it is now.</summary>
    public required Func<TimeSpan> HandshakeLimit { get; init; }

    /// <summary>Those of them whose first request has not been seen yet.</summary>
    public ConnectionCount Newcomers { get; } = new(int.MaxValue);

    /// <summary>The ways into Kestrel.</summary>
    public KestrelFeeds Feeds { get; } = new();

    /// <summary>Makes connections of Kestrel's transport. One for all: its buffers must outlive any one listener.</summary>
    public required SocketConnectionContextFactory Contexts { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }
}
