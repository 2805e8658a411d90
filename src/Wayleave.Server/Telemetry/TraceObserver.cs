using Wayleave.Protocol.Relay;
using Wayleave.Server.Destinations;
using Wayleave.Server.Events.Sockets;
using Wayleave.Server.Relaying;
using Wayleave.Server.Serving;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Telemetry;

/// <summary>Notes in the span of a request what became of it: it is told on the request's own way.</summary>
internal sealed class TraceObserver : IGatewayObserver
{
    /// <inheritdoc/>
    public void Opened(LiveTunnel tunnel) =>
        Tracing.Answered(tunnel.Info.Route, tunnel.Info.Protocol == "HTTP/2" ? 200 : 101, $"{tunnel.Info.Client}", null);

    /// <inheritdoc/>
    public void Joined(LiveEvents live) => Tracing.Answered(live.Route, live.Protocol == "HTTP/2" ? 200 : 101, $"{live.Client}", null);

    /// <inheritdoc/>
    public void Left(LiveEvents live, EventEnding ending)
    {
        // The span is the handshake's.
    }

    /// <inheritdoc/>
    public void Refused(UpgradeAttempt attempt) => Tracing.Answered(attempt.Route, attempt.Status, $"{attempt.Client}", attempt.Why);

    /// <inheritdoc/>
    public void Answered(RequestOutcome outcome) => Tracing.Answered(outcome.Route, outcome.Status, $"{outcome.Client}", outcome.Error);

    /// <inheritdoc/>
    public void Closed(LiveTunnel tunnel, RelayEnding ending)
    {
        // The handshake's span has ended long ago.
    }

    /// <inheritdoc/>
    public void RoundTrip(RelaySide side, TimeSpan elapsed)
    {
        // A figure, not a span.
    }

    /// <inheritdoc/>
    public void Changed(DestinationChange change)
    {
        // As above.
    }

    /// <inheritdoc/>
    public void Notice(GatewayNotice notice)
    {
        // As above.
    }
}
