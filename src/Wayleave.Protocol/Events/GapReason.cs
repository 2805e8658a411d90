namespace Wayleave.Protocol.Events;

/// <summary>Why events may be missing between two that a client gets; <see cref="GapReasons"/> has the words on the wire.</summary>
public enum GapReason
{
    /// <summary>The position is of another epoch: the channel's store was lost or emptied since.</summary>
    Epoch,

    /// <summary>The position is ahead of the channel's head: the store went back, as a fail-over to a late replica makes it.</summary>
    Ahead,

    /// <summary>The position's event is not the one that the channel has there: another stream went on from an earlier place.</summary>
    Diverged,

    /// <summary>History begins later than the position: what lies between was dropped for size or age.</summary>
    Trimmed,

    /// <summary>Nothing is retained any more.</summary>
    Expired,

    /// <summary>More was missed than the channel's policy replays.</summary>
    Limit,

    /// <summary>The client read so slowly that history moved on past it.</summary>
    Slow,

    /// <summary>A message was larger than the channel takes.</summary>
    TooLarge,

    /// <summary>Another node took over the numbering of plain messages; some may have been lost or doubled on the way.</summary>
    Handover,
}
