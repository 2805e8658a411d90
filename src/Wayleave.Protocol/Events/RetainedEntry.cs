namespace Wayleave.Protocol.Events;

/// <summary>What the rule of resuming must know about an event in a channel's history.</summary>
/// <param name="Offset">Its offset: 1 or more.</param>
/// <param name="PreviousTag">The tag of the event before it, which it carries: a link of the chain; 0 for the first event of an epoch.</param>
public readonly record struct RetainedEntry(long Offset, uint PreviousTag);
