using Wayleave.Protocol.Relay;
using Wayleave.Server.Destinations;
using Wayleave.Server.Events.Sockets;
using Wayleave.Server.Relaying;
using Wayleave.Server.Serving;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Tests.Serving.Matrix;

/// <summary>Waits for the first socket to end.</summary>
internal sealed class EndingObserver : IGatewayObserver
{
    private readonly TaskCompletionSource<RelayEnding> _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How it ended.</summary>
    public Task<RelayEnding> Ending => _ending.Task;

    public void Opened(LiveTunnel tunnel)
    {
    }

    public void Closed(LiveTunnel tunnel, RelayEnding ending) => _ending.TrySetResult(ending);

    public void RoundTrip(RelaySide side, TimeSpan elapsed)
    {
    }

    public void Joined(LiveEvents live)
    {
    }

    public void Left(LiveEvents live, EventEnding ending)
    {
    }

    public void Refused(UpgradeAttempt attempt)
    {
    }

    public void Answered(RequestOutcome outcome)
    {
    }

    public void Changed(DestinationChange change)
    {
    }

    public void Notice(GatewayNotice notice)
    {
    }
}
