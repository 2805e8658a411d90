namespace Wayleave.Client;

/// <summary>Events of a channel are or may be missing here: load the state that is made of them anew. What follows begins behind the gap.</summary>
public sealed record ChannelGap : StreamItem
{
    /// <summary>The channel.</summary>
    public required string Channel { get; init; }

    /// <summary>
    /// Why, in a word: <c>epoch</c> (the channel's store was lost or emptied), <c>ahead</c>, <c>diverged</c> (a fail-over went back), <c>trimmed</c>,
    /// <c>expired</c> (history has dropped them), <c>limit</c>, <c>slow</c> (the reader was so slow that history moved on past it), <c>too_large</c>,
    /// <c>handover</c> (messages of other programs). A newer server may know more.
    /// </summary>
    public required string Reason { get; init; }

    /// <summary>The id of the last event before it; null if it is not known.</summary>
    public string? From { get; init; }

    /// <summary>The id up to which events may be missing; the next event follows it.</summary>
    public required string To { get; init; }

    /// <summary>How many events are missing; null if nobody can know.</summary>
    public long? Lost { get; init; }
}
