using Wayleave.Server.Destinations;
using Wayleave.Server.Destinations.Balancing;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.Server.Relaying;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Upgrading;

/// <summary>Dials the destinations of a handshake, one after the other: nothing has been sent to those that cannot be reached.</summary>
/// <param name="services">What it needs.</param>
/// <param name="answers">Answers of our own.</param>
internal sealed class OpeningDial(UpgradeServices services, UpgradeAnswers answers)
{
    /// <summary>Finds a destination that can be reached.</summary>
    /// <param name="opening">The handshake; it is answered where there is none.</param>
    /// <param name="cancel">Ends it: time is up.</param>
    /// <returns>The place at the destination, the connection to it, and the cookie that keeps the client there; nothing where it was answered.</returns>
    public async Task<(DestinationLease? Lease, ITunnelEnd? Link, string? SetCookie)> RunAsync(Opening opening, CancellationToken cancel)
    {
        var (received, cluster) = (opening.Received, opening.Received.Run.Cluster);
        var tried = default(Tried);
        DialFailure? last = null;
        try
        {
            while (cluster.Pick(PickBy.Of(received), tried) is { Destination: { } destination } choice)
            {
                var lease = destination.Enter(LeaseKind.Socket);
                var kept = false;
                try
                {
                    var outcome = await DialOneAsync(destination, received, cancel).ConfigureAwait(false);
                    kept = outcome.IsConnected;
                    if (outcome.IsConnected)
                        return (lease, AppLink.Of(outcome), choice.SetCookie);
                    last = outcome.Failure;
                }
                finally
                {
                    // Also where time is up in the middle of a dial.
                    if (!kept)
                        lease.Dispose();
                }

                cluster.Failed(destination, last);
                tried.Add(destination);
            }
        }
        catch (OperationCanceledException)
        {
            last ??= new DialFailure(DialStage.Connect, DialFailureKind.TimedOut, "nothing came in time");
        }

        await answers.SendAsync(opening, Refusal.Unreachable(last), "unreachable").ConfigureAwait(false);
        return default;
    }

    private Task<DialOutcome> DialOneAsync(Destination destination, Received received, CancellationToken cancel) => destination.Tls
        ? services.Dialler.DialTlsAsync(destination, OutgoingRequests.ServerName(received, destination), received.Match.Route.VerifyTls, cancel)
        : services.Dialler.DialAsync(destination, cancel);
}
