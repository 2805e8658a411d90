using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Wayleave.Rules.Config.Nginx.Reading;

/// <summary>What fills a template, and what of it is left open.</summary>
/// <remarks>The image of nginx fills <c>*.template</c> with <c>envsubst</c>, told the names that the environment has: <c>$host</c> stays.</remarks>
internal static partial class NginxTemplate
{
    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    private const RegexOptions Safe = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    [GeneratedRegex(@"\.(template|tmpl|tpl|j2|jinja2?|erb|gotmpl|ctmpl|mustache|hbs|in|dist)$|\.(template|tmpl|j2)\.conf$", Safe | RegexOptions.IgnoreCase, PatternLimit.Milliseconds)]
    private static partial Regex NamesPattern { get; }

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z_]\w*)\}|\$(?<name>[A-Za-z_]\w*)", Safe, PatternLimit.Milliseconds)]
    private static partial Regex VariablePattern { get; }

    [GeneratedRegex(@"\{\{|<%|\$\{\w*[^\w}][^}]*\}|\$\{?[A-Z][A-Z0-9_]*\b", Safe, PatternLimit.Milliseconds)]
    private static partial Regex OpenPattern { get; }

    [GeneratedRegex(@"\A(\{\{.*\}\}|<%=.*%>|\$\{[A-Z_][A-Z0-9_]*\}|\$[A-Z_][A-Z0-9_]*)\z", Safe, PatternLimit.Milliseconds)]
    private static partial Regex AllOpenPattern { get; }

    [GeneratedRegex(@"\{%|<%[^=]|\{\{-?\s*#?(if|range|with|each|define|unless|end)\b", Safe, PatternLimit.Milliseconds)]
    private static partial Regex BranchesPattern { get; }

    /// <summary>Whether a file's name says that it is a template.</summary>
    public static bool IsName(string name) => NamesPattern.IsMatch(name);

    /// <summary>Whether a text has a template's branches: then what stands in it is more than any filled file has.</summary>
    public static bool HasBranches(string text) => BranchesPattern.IsMatch(text);

    /// <summary>Whether a word is one that only a filled template shows.</summary>
    /// <param name="raw">The word, as it stands there when what is known has been filled in.</param>
    public static bool IsOpen(string raw) => OpenPattern.IsMatch(raw);

    /// <summary>Whether a word is nothing else.</summary>
    public static bool IsAllOpen(string raw) => AllOpenPattern.IsMatch(raw);

    /// <summary>A word with the values filled in that are known.</summary>
    /// <param name="raw">The word as it stands in the file.</param>
    /// <param name="values">The values; null: none are known.</param>
    /// <param name="named">Whether the file is a template by its name; if not, only names in capitals are taken for its variables.</param>
    public static string Fill(string raw, ImmutableDictionary<string, string>? values, bool named)
    {
        if (!raw.Contains('$', StringComparison.Ordinal)) return raw;
        return VariablePattern.Replace(raw, variable =>
        {
            string name = variable.Groups["name"].Value;
            // Where envsubst is told no names it would take nginx's own too; so templates write ${dollar}host for $host.
            if (values?.ContainsKey(name) != true && name is "dollar" or "DOLLAR") return "$";
            return values is not null && values.TryGetValue(name, out string? value) && (named || !name.Any(char.IsAsciiLetterLower)) ? value : variable.Value;
        });
    }
}
