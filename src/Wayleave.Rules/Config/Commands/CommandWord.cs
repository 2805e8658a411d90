using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Commands;

/// <summary>A word of a command line.</summary>
/// <param name="At">Where it stands, quotes included.</param>
/// <param name="Text">Its text, without quotes. Variables stand as they are written: <c>${PORT:-8000}</c>.</param>
public sealed record CommandWord(Span At, string Text);
