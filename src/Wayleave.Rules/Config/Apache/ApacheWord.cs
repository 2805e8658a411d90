using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Apache;

/// <summary>A word of a directive.</summary>
/// <param name="At">Where it stands, quotes included.</param>
/// <param name="Text">Its text: without the quotes around it, their escapes undone, and with the values of <c>${NAME}</c> that are known.</param>
public sealed record ApacheWord(Span At, string Text)
{
    /// <summary>False where a <c>${NAME}</c> is left in it whose value nobody told.</summary>
    public bool IsKnown => !Text.Contains("${", StringComparison.Ordinal);
}
