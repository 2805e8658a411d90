using Wayleave.Rules.Config.Apache;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>Changes the flags of a RewriteCond or RewriteRule.</summary>
internal static class ApacheFlags
{
    /// <summary>Adds a flag; one that is there already is only written anew.</summary>
    /// <param name="line">The line, which has a test and a pattern.</param>
    /// <param name="flag">The flag.</param>
    public static Edit Add(ApacheDirective line, string flag)
    {
        if (line.Arguments.Length < 3) return new Edit(line.At.After, $" [{flag}]");
        string[] flags = line.Arguments[2].Text.Trim('[', ']').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new Edit(line.Arguments[2].At, $"[{string.Join(',', flags.Append(flag).Distinct(StringComparer.OrdinalIgnoreCase))}]");
    }
}
