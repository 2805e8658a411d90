using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>The condition of an <c>if</c>.</summary>
/// <seealso href="https://nginx.org/en/docs/http/ngx_http_rewrite_module.html#if">if</seealso>
internal static class NginxCondition
{
    /// <summary>Whether it holds; null where that cannot be known.</summary>
    /// <param name="condition">The <c>if</c>.</param>
    /// <param name="variables">Reads texts with variables.</param>
    /// <param name="found">What an expression in it caught.</param>
    public static bool? Holds(NginxDirective condition, NginxVariables variables, out ImmutableDictionary<string, string> found)
    {
        found = ImmutableDictionary<string, string>.Empty;
        string[] words = Words(condition);
        switch (words)
        {
            // No file has a socket's path.
            case [['-', 'f' or 'd' or 'e' or 'x'], _]: return false;
            case [['!', '-', 'f' or 'd' or 'e' or 'x'], _]: return true;
            case [var one]: return All(variables.Value(one), value => value is not ("" or "0"));
            case [var left, "=", var right]: return Both(variables.Value(left), variables.Value(right), (a, b) => a == b);
            case [var left, "!=", var right]: return Both(variables.Value(left), variables.Value(right), (a, b) => a != b);
            case [var left, "~" or "~*" or "!~" or "!~*", var pattern]:
                ImmutableDictionary<string, string> groups = found;
                bool? holds = All(variables.Value(left), value => NginxRegex.Match(pattern, value, words[1].EndsWith('*'), out groups));
                found = groups;
                return words[1][0] == '!' ? !holds : holds;
            default: return null;
        }
    }

    /// <summary>The words between the parentheses.</summary>
    public static string[] Words(NginxDirective condition)
    {
        string[] words = [.. condition.Words.Skip(1).Select(word => word.Text)];
        if (words.Length == 0) return words;
        if (!condition.Words[1].IsQuoted && words[0].StartsWith('(')) words[0] = words[0][1..];
        if (!condition.Words[^1].IsQuoted && words[^1].EndsWith(')')) words[^1] = words[^1][..^1];
        if (words[0].Length == 0) words = words[1..];
        // What stands behind a closing quote is a word of its own.
        if (words.Length > 0 && words[^1].Length == 0 && !condition.Words[^1].IsQuoted) words = words[..^1];
        return words;
    }

    private static bool? All(NginxValue value, Func<string, bool?> test)
    {
        bool?[] results = [.. value.Possible.Select(test).Distinct()];
        return results is [var same] ? same : null;
    }

    private static bool? Both(NginxValue left, NginxValue right, Func<string, string, bool> test)
    {
        bool[] results = [.. (from a in left.Possible from b in right.Possible select test(a, b)).Distinct()];
        return results is [var same] ? same : null;
    }
}
