using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Csp;

/// <summary>Finds policies in files of any kind: a header that a proxy sets, a page's <c>meta</c>, helmet's and Django's lists.</summary>
/// <remarks>A policy that is put together from pieces, or whose end cannot be seen, is none that a rule may judge.</remarks>
internal static partial class ContentPolicies
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"(?<name>connect-src|default-src)(?<sources>[ \t][^;""`\r\n<>(){}]*)", Options, PatternLimit.Milliseconds)]
    private static partial Regex DirectivePattern { get; }

    [GeneratedRegex(@"(?<name>connectSrc|defaultSrc|CSP_CONNECT_SRC|CSP_DEFAULT_SRC|[""'](connect|default)-src[""'])[ \t]*[:=][ \t]*[\[(](?<list>[^\])]*)[\])]", Options, PatternLimit.Milliseconds)]
    private static partial Regex ListPattern { get; }

    [GeneratedRegex(@"""(?<text>[^""]*)""|'(?<text>[^']*)'|`(?<text>[^`]*)`", Options, PatternLimit.Milliseconds)]
    private static partial Regex QuotedPattern { get; }

    /// <summary>The policies of a file.</summary>
    public static ImmutableArray<ContentPolicy> Of(SourceText source)
    {
        string text = source.Text;
        if (!text.Contains("-src", StringComparison.Ordinal) && !text.Contains("Src", StringComparison.Ordinal) && !text.Contains("_SRC", StringComparison.Ordinal)) return [];
        ContentPolicy[] all = [.. Directives(source).Concat(Lists(source)).OrderBy(policy => policy.At.Start)];
        bool hasOwn = text.Contains("connect-src", StringComparison.Ordinal) || text.Contains("connectSrc", StringComparison.Ordinal) || text.Contains("CONNECT_SRC", StringComparison.Ordinal);
        return [.. all.Where(policy => policy.IsForConnections || !hasOwn)];
    }

    private static IEnumerable<ContentPolicy> Directives(SourceText source)
    {
        foreach (Match match in DirectivePattern.Matches(source.Text))
        {
            Group sources = match.Groups["sources"];
            int end = sources.Index + sources.Length;
            if ((match.Index > 0 && (char.IsLetterOrDigit(source.Text[match.Index - 1]) || source.Text[match.Index - 1] == '-')) || !Ends(source, match.Index, end) || IsAside(source, match.Index)) continue;
            if (Tokens(sources.Value) is { } tokens) yield return new ContentPolicy(new Span(source, match.Index, match.Index + match.Value.TrimEnd().Length), tokens, match.Groups["name"].Value == "connect-src");
        }
    }

    // At a semicolon or at the quote that closes the policy. A line's end is one only where a header stands by itself.
    private static bool Ends(SourceText source, int start, int end)
    {
        string text = source.Text;
        if (end == text.Length || text[end] is '\r' or '\n')
        {
            string line = source.Line(source.Position(start).Line);
            return line.Contains("Content-Security-Policy:", StringComparison.OrdinalIgnoreCase) && !line.Contains('"', StringComparison.Ordinal);
        }

        if (text[end] == ';') return true;
        if (text[end] is not ('"' or '`')) return false;
        // `"connect-src 'self' " + host`, and Python's strings one behind the other.
        int next = end + 1;
        while (next < text.Length && char.IsWhiteSpace(text[next])) next++;
        return next == text.Length || text[next] is not ('+' or '.' or '"' or '%' or '\\' or '$');
    }

    // A comment, or a header that only reports.
    private static bool IsAside(SourceText source, int at)
    {
        (int number, _) = source.Position(at);
        string line = source.Line(number).TrimStart();
        return line.StartsWith('#') || line.StartsWith("//", StringComparison.Ordinal) || line.StartsWith('*') || line.StartsWith("/*", StringComparison.Ordinal) || line.StartsWith("<!--", StringComparison.Ordinal)
            || source.Text[Math.Max(0, at - 400)..at].Contains("Report-Only", StringComparison.OrdinalIgnoreCase);
    }

    // A quote that opens with none closing belongs to the text around.
    private static ImmutableArray<string>? Tokens(string sources)
    {
        ImmutableArray<string>.Builder tokens = ImmutableArray.CreateBuilder<string>();
        foreach (string token in sources.Split([' ', '\t', '\\'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (token.Contains('$', StringComparison.Ordinal) || token.Contains('%', StringComparison.Ordinal) || token.Contains('+', StringComparison.Ordinal)) return null;
            if (token is "'" or "'," or "']") break;
            bool isClosed = token[0] == '\'' || !token.Contains('\'', StringComparison.Ordinal);
            tokens.Add(isClosed ? token : token[..token.IndexOf('\'', StringComparison.Ordinal)]);
            if (!isClosed) break;
        }

        return tokens.Count == 0 ? null : tokens.ToImmutable();
    }

    private static IEnumerable<ContentPolicy> Lists(SourceText source)
    {
        foreach (Match match in ListPattern.Matches(source.Text))
        {
            string list = match.Groups["list"].Value;
            // Names and calls among the texts may be any source.
            if (IsAside(source, match.Index) || QuotedPattern.Replace(list, "").Any(c => c is not (',' or ' ' or '\t' or '\r' or '\n')) || list.Contains('$', StringComparison.Ordinal)) continue;
            ImmutableArray<string> sources = [.. QuotedPattern.Matches(list).Select(text => text.Groups["text"].Value.Trim()).Where(text => text.Length > 0)];
            if (!sources.IsEmpty) yield return new ContentPolicy(new Span(source, match.Index, match.Index + match.Length), sources, match.Groups["name"].Value.Contains("connect", StringComparison.OrdinalIgnoreCase));
        }
    }
}
