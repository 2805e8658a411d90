using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>A word of a directive.</summary>
/// <param name="At">Where it stands, quotes included; of what an import fills in, where the snippet has it.</param>
/// <param name="Text">Its text, without quotes, and with the values of <c>{$NAME}</c> that are known.</param>
/// <param name="IsQuoted">Whether it stands in quotes: a brace in quotes opens nothing.</param>
public sealed record CaddyWord(Span At, string Text, bool IsQuoted)
{
    /// <summary>False where it has a placeholder, which only a request or the environment fills.</summary>
    public bool IsPlain => !Text.Contains('{', StringComparison.Ordinal);
}
