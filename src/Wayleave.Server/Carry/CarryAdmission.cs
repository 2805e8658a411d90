using Wayleave.Server.Admission;
using Wayleave.Server.Serving;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Carry;

/// <summary>Who may open one more carried socket, and when: (1) the limits of its address, (2) its turn.</summary>
/// <remarks>
/// The limits bind, and count, when the socket is opened. They are looked at before as well: whoever asks beyond them would take other ones' turns, and would have each
/// of its attempts remembered for a grace.
/// </remarks>
/// <param name="world">The world as it is now.</param>
/// <param name="limits">The limits on addresses.</param>
/// <param name="turns">Lets those who come together in one after the other.</param>
/// <param name="answers">Tells of what is refused.</param>
internal sealed class CarryAdmission(Func<World> world, AddressLimits limits, CarryTurns turns, UpgradeAnswers answers)
{
    /// <summary>Waits for a turn.</summary>
    /// <param name="received">What reception made of the request that asks.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <returns>Why it may not now; null: it may.</returns>
    public async ValueTask<CarryEntry?> RefuseAsync(Received received, CancellationToken cancel)
    {
        var outcome = limits.Look(received.Client.Address, world().Settings.Limits, out var wait);
        if (outcome != AdmissionOutcome.Admitted)
        {
            var refusal = UpgradeRules.TooMany(outcome, wait);
            answers.Tell(received, "refused", refusal);
            return new CarryEntry { Refused = refusal.Status };
        }

        return await turns.TakeAsync(cancel).ConfigureAwait(false) is { } after ? new CarryEntry { Wait = after } : null;
    }
}
