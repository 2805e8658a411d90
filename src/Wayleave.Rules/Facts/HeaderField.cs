namespace Wayleave.Rules.Facts;

/// <summary>One header line as it was sent or seen: the spelling of the name is evidence too.</summary>
/// <param name="Name">The name as spelled on the wire.</param>
/// <param name="Value">The value without the white space around it.</param>
public sealed record HeaderField(string Name, string Value);
