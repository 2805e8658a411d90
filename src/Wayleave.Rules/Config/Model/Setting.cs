using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Model;

/// <summary>A value that rules a hop or an app, and where it is written.</summary>
/// <param name="Value">The value.</param>
/// <param name="Where">Where it is written; null where it is the program's own default.</param>
/// <remarks>A <c>Setting</c> that is null itself is not known: no rule may conclude anything from it.</remarks>
public sealed record Setting<T>(T Value, Span? Where);
