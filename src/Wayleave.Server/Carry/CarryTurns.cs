using System.Security.Cryptography;
using Wayleave.Server.Events.Herd;

namespace Wayleave.Server.Carry;

/// <summary>Lets pages open their sockets one after the other: those who come together, as all do whose gateway was restarted, wait or are told when to come. Thread-safe.</summary>
/// <param name="herd">Who may come in, in all.</param>
/// <param name="perSecond">How many, now.</param>
/// <param name="time">The clock.</param>
internal sealed class CarryTurns(HerdControl herd, Func<int> perSecond, TimeProvider time)
{
    // A page that has heard nothing for a second asks in a second way, and all of a herd would come twice; the network takes its part of that second.
    private static readonly TimeSpan s_mostWait = TimeSpan.FromMilliseconds(500);
    // By then those who wait here are in.
    private static readonly TimeSpan s_soonest = 2 * s_mostWait;
    // Apps' own clients give an attempt 10 or 20 s, and begin anew.
    private static readonly TimeSpan s_latest = TimeSpan.FromSeconds(10);

    private readonly AcceptPace _told = new(perSecond, time);

    /// <summary>Waits for a turn.</summary>
    /// <param name="cancel">Gives it up.</param>
    /// <returns>After how long to come again, where too many wait already; null: it is its turn.</returns>
    public async ValueTask<TimeSpan?> TakeAsync(CancellationToken cancel)
    {
        if (await herd.TurnAsync(s_mostWait, cancel).ConfigureAwait(false))
            return null;
        // They come back as they are let in: one after the other.
        if (_told.TryTake(s_latest - s_soonest, out var turn))
            return s_soonest + turn;
        // More than can be let in until then come to ask again, each at a time of its own.
        return s_latest * (0.5 + (RandomNumberGenerator.GetInt32(1000) / 2000.0));
    }
}
