using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.HAProxy;

/// <summary>A word of a line.</summary>
/// <param name="At">Where it stands, quotes included.</param>
/// <param name="Text">Its text, quotes and backslashes undone and variables filled in; of one that is not known nothing stands there.</param>
/// <param name="IsKnown">False if it holds a variable whose value nobody knows.</param>
public sealed record HAProxyWord(Span At, string Text, bool IsKnown);
