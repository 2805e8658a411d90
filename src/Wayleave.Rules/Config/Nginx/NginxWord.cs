using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx;

/// <summary>A word of a directive.</summary>
/// <param name="At">Where it stands, quotes included.</param>
/// <param name="Text">Its text, without the quotes around it and with their escapes undone.</param>
/// <param name="IsQuoted">Whether it stands in quotes: <c>"~ ^/a"</c> is one word, and no pattern for <c>location</c>.</param>
public sealed record NginxWord(Span At, string Text, bool IsQuoted)
{
    /// <summary>Whether only blanks stand before it on its line.</summary>
    internal bool BeginsLine { get; init; }
}
