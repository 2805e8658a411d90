namespace Wayleave.Protocol.Events;

/// <summary>The rule that says whether a client that comes back with a position has missed something that cannot be replayed.</summary>
/// <remarks>
/// <code>
/// asked (e, o, t)      head (E, S, T)       next: the first entry retained after o
///
///    … ── o ── o+1 ── … ── S                 each entry carries the tag of the one before it,
///         t ◄── p                            so one look at o+1 proves that the client's o is ours
/// </code>
/// Idle channels need no history for a yes: the head alone proves it. A gap is announced only where something may be missing.
/// </remarks>
public static class ResumeRule
{
    /// <summary>Judges a position. Head and entry must be of one atomic look at the store.</summary>
    /// <param name="asked">Where the client says that it is.</param>
    /// <param name="head">Where the channel is.</param>
    /// <param name="next">The first entry retained after <paramref name="asked"/>'s offset; null if there is none.</param>
    /// <param name="limit">The most events to replay; null, the default, for any number.</param>
    /// <returns>Complete, or a gap; trimmed history continues at its beginning, every other gap at the head.</returns>
    /// <exception cref="ArgumentException"><paramref name="next"/> lies in the same epoch and not between the two positions.</exception>
    public static ResumeOutcome Judge(EventPosition asked, EventPosition head, RetainedEntry? next, long? limit = null)
    {
        // Offsets of two epochs cannot be compared: what the client missed of the old one, nobody knows.
        if (asked.Epoch != head.Epoch)
            return new ResumeOutcome.Gap(GapReason.Epoch, head, null);
        if (asked.Offset > head.Offset)
            return new ResumeOutcome.Gap(GapReason.Ahead, head, null);
        if (asked.Offset == head.Offset)
            return asked.Tag == head.Tag ? new ResumeOutcome.Complete(0) : new ResumeOutcome.Gap(GapReason.Diverged, head, null);

        var missed = head.Offset - asked.Offset;
        if (next is not { } entry)
            return new ResumeOutcome.Gap(GapReason.Expired, head, missed);
        if (entry.Offset <= asked.Offset || entry.Offset > head.Offset)
            throw new ArgumentException($"Offset {entry.Offset} does not lie after {asked} and up to {head}", nameof(next));

        if (entry.Offset > asked.Offset + 1)
        {
            // What is still there is sent: the position before it is known in full, since its first entry carries that tag.
            var to = new EventPosition(head.Epoch, entry.Offset - 1, entry.PreviousTag);
            return head.Offset - to.Offset > limit ? new ResumeOutcome.Gap(GapReason.Limit, head, missed) : new ResumeOutcome.Gap(GapReason.Trimmed, to, to.Offset - asked.Offset);
        }

        if (entry.PreviousTag != asked.Tag)
            return new ResumeOutcome.Gap(GapReason.Diverged, head, null);
        return missed > limit ? new ResumeOutcome.Gap(GapReason.Limit, head, missed) : new ResumeOutcome.Complete(missed);
    }
}
