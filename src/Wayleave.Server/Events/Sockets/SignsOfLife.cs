using Wayleave.Protocol.Relay;

namespace Wayleave.Server.Events.Sockets;

/// <summary>When a client was heard last, when it is to be asked, and when it is taken for dead. Any byte is life, as on relayed sockets.</summary>
/// <param name="interval">After how much silence it is asked; null: never, and it never counts as dead.</param>
/// <param name="time">The clock.</param>
internal sealed class SignsOfLife(TimeSpan? interval, TimeProvider time)
{
    private long _heard = time.GetTimestamp();
    private int _asked;

    /// <summary>Whether it owes answers, and has said nothing for three intervals.</summary>
    public bool IsDead => interval is { } each && Silence >= each * PulseSettings.DeadIntervals;

    private TimeSpan Silence => time.GetElapsedTime(Volatile.Read(ref _heard));

    /// <summary>It has said something, or has taken something that had waited for it.</summary>
    public void Heard()
    {
        Volatile.Write(ref _heard, time.GetTimestamp());
        Volatile.Write(ref _asked, 0);
    }

    /// <summary>Whether it is to be asked now; once an interval.</summary>
    public bool TryAsk()
    {
        if (interval is not { } each || Silence < each * (Volatile.Read(ref _asked) + 1))
            return false;
        Interlocked.Increment(ref _asked);
        return true;
    }
}
