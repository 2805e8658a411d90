using Wayleave.Server.Destinations;
using Wayleave.Server.Events.Sockets;
using Wayleave.Server.Relaying;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Serving;

/// <summary>Told of everything that a log or a metric is made of. Called on the thread at hand, so quick, and without throwing.</summary>
internal interface IGatewayObserver : ITunnelObserver
{
    /// <summary>A handshake did not open a socket.</summary>
    /// <param name="attempt">What was asked for, and what the answer was.</param>
    void Refused(UpgradeAttempt attempt);

    /// <summary>An ordinary request has been answered, or could not be.</summary>
    /// <param name="outcome">What was asked for, and what the answer was.</param>
    void Answered(RequestOutcome outcome);

    /// <summary>A socket that gives channels has opened.</summary>
    /// <param name="live">The socket.</param>
    void Joined(LiveEvents live);

    /// <summary>A socket that gives channels has ended.</summary>
    /// <param name="live">The socket.</param>
    /// <param name="ending">How.</param>
    void Left(LiveEvents live, EventEnding ending);

    /// <summary>A destination's standing has changed.</summary>
    /// <param name="change">How.</param>
    void Changed(DestinationChange change);

    /// <summary>Something else happened that whoever runs this should know.</summary>
    /// <param name="notice">What.</param>
    void Notice(GatewayNotice notice);
}
