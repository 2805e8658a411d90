using System.Collections.Immutable;
using Wayleave.Protocol.Relay;
using Wayleave.Server.Destinations;
using Wayleave.Server.Events.Sockets;
using Wayleave.Server.Relaying;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Serving;

/// <summary>Several observers as one, told in order.</summary>
/// <param name="observers">The observers.</param>
internal sealed class Observers(params ImmutableArray<IGatewayObserver> observers) : IGatewayObserver
{
    /// <inheritdoc/>
    public void Opened(LiveTunnel tunnel)
    {
        foreach (var observer in observers)
            observer.Opened(tunnel);
    }

    /// <inheritdoc/>
    public void Closed(LiveTunnel tunnel, RelayEnding ending)
    {
        foreach (var observer in observers)
            observer.Closed(tunnel, ending);
    }

    /// <inheritdoc/>
    public void RoundTrip(RelaySide side, TimeSpan elapsed)
    {
        foreach (var observer in observers)
            observer.RoundTrip(side, elapsed);
    }

    /// <inheritdoc/>
    public void Joined(LiveEvents live)
    {
        foreach (var observer in observers)
            observer.Joined(live);
    }

    /// <inheritdoc/>
    public void Left(LiveEvents live, EventEnding ending)
    {
        foreach (var observer in observers)
            observer.Left(live, ending);
    }

    /// <inheritdoc/>
    public void Refused(UpgradeAttempt attempt)
    {
        foreach (var observer in observers)
            observer.Refused(attempt);
    }

    /// <inheritdoc/>
    public void Answered(RequestOutcome outcome)
    {
        foreach (var observer in observers)
            observer.Answered(outcome);
    }

    /// <inheritdoc/>
    public void Changed(DestinationChange change)
    {
        foreach (var observer in observers)
            observer.Changed(change);
    }

    /// <inheritdoc/>
    public void Notice(GatewayNotice notice)
    {
        foreach (var observer in observers)
            observer.Notice(notice);
    }
}
