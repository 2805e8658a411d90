using Wayleave.Rules.Config.Code;
using Wayleave.Rules.Config.Data;

namespace Wayleave.Rules.Config.Rails;

/// <summary>Whether an item of a list in Rails' settings lets a text in: a string is it, or a regular expression finds it.</summary>
internal static class RailsMatch
{
    /// <summary>Whether it does; null where only running would tell.</summary>
    /// <param name="item">The item.</param>
    /// <param name="text">The host or Origin.</param>
    public static bool? Covers(DataNode item, string text) => item switch
    {
        DataScalar { IsQuoted: true } entry => string.Equals(entry.Value, text, StringComparison.OrdinalIgnoreCase),
        CodeUnknown { At.Text: ['/', .. var pattern] } when pattern.LastIndexOf('/') is > 0 and var end => StrangersPattern.Finds(text, pattern[..end], ignoreCase: true),
        CodeUnknown { At.Text: ['%', 'r', _, .. var pattern] } when pattern.TrimEnd('i', 'x', 'm', 'o').Length > 1 => StrangersPattern.Finds(text, pattern.TrimEnd('i', 'x', 'm', 'o')[..^1], ignoreCase: true),
        _ => null,
    };
}
