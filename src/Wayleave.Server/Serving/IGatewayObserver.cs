using Wayleave.Server.Destinations;
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

    /// <summary>A destination's standing has changed.</summary>
    /// <param name="change">How.</param>
    void Changed(DestinationChange change);

    /// <summary>Something else happened that whoever runs this should know.</summary>
    /// <param name="notice">What.</param>
    void Notice(GatewayNotice notice);
}
