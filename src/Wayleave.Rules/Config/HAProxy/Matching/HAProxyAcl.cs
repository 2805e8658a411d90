using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Wayleave.Rules.Config.HAProxy.Matching;

/// <summary>A test, as an <c>acl</c> line or braces in a condition have it: an expression, flags, and the values of which one must match.</summary>
/// <seealso href="https://docs.haproxy.org/2.6/configuration.html#7.1">ACL basics</seealso>
internal sealed partial class HAProxyAcl
{
    // path_beg and hdr_dom(host) are path and hdr(host) with -m beg and -m dom.
    [GeneratedRegex(@"^(?<name>[\w.]+)_(?<how>beg|end|sub|dir|dom|reg)(?<rest>[(,].*)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline, PatternLimit.Milliseconds)]
    private static partial Regex SuffixPattern { get; }

    private readonly string? _how;
    private readonly bool _fromFile;

    private HAProxyAcl(HAProxyExpression expression, string? how, bool ignoresCase, bool fromFile, ImmutableArray<HAProxyWord> values) =>
        (Expression, _how, IgnoresCase, _fromFile, Values) = (expression, how, ignoresCase, fromFile, values);

    /// <summary>What is tested.</summary>
    public HAProxyExpression Expression { get; }

    /// <summary>How values are compared: <c>str</c>, <c>beg</c>, <c>reg</c>, <c>found</c>, …</summary>
    public string How => _how ?? (Expression.IsBoolean ? "bool" : IsNumber ? "int" : "str");

    /// <summary>Whether case does not count.</summary>
    public bool IgnoresCase { get; }

    /// <summary>The values of which one must match.</summary>
    public ImmutableArray<HAProxyWord> Values { get; }

    private bool IsNumber => Expression.Converters.IsEmpty && Expression.Name is "dst_port" or "hdr_cnt" or "req.hdr_cnt" or "req.fhdr_cnt" or "status" or "res.status" or "int";

    /// <summary>Reads a test. Never throws.</summary>
    /// <param name="words">The words behind the acl's name, or within the braces; at least one.</param>
    public static HAProxyAcl Parse(ImmutableArray<HAProxyWord> words)
    {
        string fetch = words[0].Text;
        string? how = null;
        if (SuffixPattern.Match(fetch) is { Success: true } suffixed) (fetch, how) = (suffixed.Groups["name"].Value + suffixed.Groups["rest"].Value, suffixed.Groups["how"].Value);
        bool ignoresCase = false, fromFile = false;
        int i = 1;
        for (; i < words.Length && words[i].Text is ['-', _, ..] flag && flag != "--" && !char.IsAsciiDigit(flag[1]); i++)
        {
            ignoresCase |= flag == "-i";
            fromFile |= flag is "-f" or "-M";
            if (flag == "-m" && i + 1 < words.Length) how = words[i + 1].Text;
            if (flag is "-m" or "-f" or "-u") i++;
        }

        if (i < words.Length && words[i].Text == "--") i++;
        return new HAProxyAcl(HAProxyExpression.Parse(fetch), how, ignoresCase, fromFile, i < words.Length ? words[i..] : []);
    }

    /// <summary>Whether a handshake passes it; null if that cannot be known.</summary>
    public bool? Test(HAProxyRequest request)
    {
        HAProxySample sample = Expression.Evaluate(request);
        if (!sample.Known) return null;
        if (How == "found") return sample.Value is not null;
        if (sample.Value is not { } value) return false;
        if (How == "bool" && Values.IsEmpty) return value is not ("0" or "" or "false");
        if (Values.IsEmpty && !_fromFile) return null;
        string[] values = Expression.IsHeaderList && How != "reg" ? value.Split(',', StringSplitOptions.TrimEntries) : [value];
        bool? any = _fromFile ? null : false;
        string compared = "eq";
        foreach (HAProxyWord wanted in Values)
        {
            if (wanted.Text is "eq" or "ge" or "gt" or "le" or "lt" && How == "int") compared = wanted.Text;
            else any |= wanted.IsKnown ? values.Select(one => Matches(one, wanted.Text, compared)).Aggregate((bool?)false, (found, one) => found | one) : null;
        }

        return any;
    }

    private bool? Matches(string value, string wanted, string compared)
    {
        StringComparison comparison = IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        // A host that the file does not name may still be what a pattern means.
        if (How is "reg" or "sub" && value.Contains(HAProxyHosts.Other, StringComparison.Ordinal)) return null;
        return How switch
        {
            "str" => string.Equals(value, wanted, comparison),
            "beg" => value.StartsWith(wanted, comparison),
            "end" => value.EndsWith(wanted, comparison),
            "sub" => value.Contains(wanted, comparison),
            "dir" => Delimited(value, wanted, "/?", comparison),
            "dom" => Delimited(value, wanted, "/?.:", comparison),
            "reg" => StrangersPattern.Finds(value, wanted, IgnoresCase),
            "bool" => wanted is "1" or "true" == value is not ("0" or "" or "false"),
            "int" => Compare(value, wanted, compared),
            _ => null,
        };
    }

    private static bool Delimited(string value, string wanted, string delimiters, StringComparison comparison)
    {
        string word = wanted.Trim(delimiters.ToCharArray());
        for (int at = value.IndexOf(word, comparison); at >= 0 && word.Length > 0; at = value.IndexOf(word, at + 1, comparison))
        {
            int end = at + word.Length;
            if ((at == 0 || delimiters.Contains(value[at - 1], StringComparison.Ordinal)) && (end == value.Length || delimiters.Contains(value[end], StringComparison.Ordinal))) return true;
        }

        return false;
    }

    private static bool? Compare(string value, string wanted, string how)
    {
        string[] range = wanted.Split(':');
        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number) || !long.TryParse(range[0], NumberStyles.None, CultureInfo.InvariantCulture, out long low)) return null;
        long high = range.Length > 1 && long.TryParse(range[1], NumberStyles.None, CultureInfo.InvariantCulture, out long upper) ? upper : low;
        return how switch { "ge" => number >= low, "gt" => number > low, "le" => number <= low, "lt" => number < low, _ => number >= low && number <= high };
    }
}
