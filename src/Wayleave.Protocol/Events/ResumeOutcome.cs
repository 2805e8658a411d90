namespace Wayleave.Protocol.Events;

/// <summary>What a client that comes back with a position is told: one of the records nested here, and no other.</summary>
public abstract record ResumeOutcome
{
    private ResumeOutcome()
    {
    }

    /// <summary>Nothing is missing: whatever came after the position is retained and will be replayed.</summary>
    /// <param name="Missed">How many events that is: 0 or more.</param>
    public sealed record Complete(long Missed) : ResumeOutcome;

    /// <summary>Something is or may be missing; the client stays live and must load its state anew.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="To">Where the stream continues: the next event that is sent is the one after it.</param>
    /// <param name="Lost">How many events lie between the asked position and <paramref name="To"/>; null if nobody can know.</param>
    public sealed record Gap(GapReason Reason, EventPosition To, long? Lost) : ResumeOutcome;
}
