namespace Wayleave.Probing;

/// <summary>A word on how far an examination is, for a terminal.</summary>
/// <param name="Text">What is being done, or what was found, in a few words.</param>
/// <param name="Remaining">The time left of a long wait; null if unknown.</param>
/// <param name="Total">The length of that wait; null if unknown.</param>
public sealed record Progress(string Text, TimeSpan? Remaining = null, TimeSpan? Total = null);
