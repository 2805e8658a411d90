using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>Asks matchers about a handshake.</summary>
internal static class CaddyMatching
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether a matcher takes a request: one of its sets must hold whole.</summary>
    /// <param name="matcher">The sets; none: it takes all.</param>
    /// <param name="request">The request as it is by now.</param>
    /// <param name="tls">Whether it came over TLS.</param>
    public static CaddyVerdict Takes(ImmutableArray<ImmutableArray<CaddyCondition>> matcher, Handshake request, bool tls)
    {
        if (matcher.IsEmpty) return CaddyVerdict.Yes;
        CaddyVerdict[] sets = [.. matcher.Select(set => All(set, request, tls))];
        return sets.Contains(CaddyVerdict.Yes) ? CaddyVerdict.Yes : sets.Max();
    }

    /// <summary>Whether a value of a header fits what is asked for; a star in front or behind stands for anything.</summary>
    public static bool Fits(string asked, string value, StringComparison comparison)
    {
        if (asked == "*") return true;
        bool front = asked.StartsWith('*'), back = asked.EndsWith('*');
        string part = asked.Trim('*');
        if (front && back) return value.Contains(part, comparison);
        if (front) return value.EndsWith(part, comparison);
        return back ? value.StartsWith(part, comparison) : value.Equals(asked, comparison);
    }

    private static CaddyVerdict All(ImmutableArray<CaddyCondition> set, Handshake request, bool tls)
    {
        CaddyVerdict all = CaddyVerdict.Yes;
        foreach (CaddyCondition condition in set)
        {
            CaddyVerdict one = Holds(condition, request, tls);
            if (one is CaddyVerdict.No) return CaddyVerdict.No;
            if (one > all) all = one;
        }

        return all;
    }

    private static CaddyVerdict Holds(CaddyCondition condition, Handshake request, bool tls) => condition.Name switch
    {
        "not" => Takes(condition.Not, request, tls) switch { CaddyVerdict.Yes => CaddyVerdict.No, CaddyVerdict.No => CaddyVerdict.Yes, var open => open },
        "path" => Any(condition.Values.Select(path => Path(path, request.Path))),
        "path_regexp" => Pattern(condition.Values.LastOrDefault() ?? "", request.Path),
        "host" => request.Host is { } host ? Any(condition.Values.Select(name => Host(name, host))) : CaddyVerdict.ByHost,
        "method" => Sure(condition.Values.Contains("GET", StringComparer.OrdinalIgnoreCase)),
        "protocol" => Any(condition.Values.Select(protocol => protocol switch { "https" => Sure(tls), "http" => Sure(!tls), "grpc" => CaddyVerdict.No, _ => CaddyVerdict.Unknown })),
        "header" => Header(condition, request),
        "header_regexp" => request.Header(condition.Field.ToLowerInvariant()) switch { { Absent: true } => CaddyVerdict.No, { Present: true, Value: { } value } => Pattern(condition.Values.LastOrDefault() ?? "", value), _ => CaddyVerdict.Unknown },
        // What a socket asks for is no file.
        "file" => CaddyVerdict.No,
        _ => CaddyVerdict.Unknown,
    };

    private static CaddyVerdict Any(IEnumerable<CaddyVerdict> verdicts)
    {
        CaddyVerdict[] all = [.. verdicts];
        return all.Contains(CaddyVerdict.Yes) ? CaddyVerdict.Yes : all.DefaultIfEmpty(CaddyVerdict.No).Max();
    }

    private static CaddyVerdict Sure(bool holds) => holds ? CaddyVerdict.Yes : CaddyVerdict.No;

    // Paths compare without case.
    private static CaddyVerdict Path(string asked, string path)
    {
        // A shell fills $NAME in before Caddy reads the file.
        if (asked.AsSpan().IndexOfAny('{', '$') >= 0) return CaddyVerdict.Unknown;
        if (!asked.Trim('*').Contains('*', StringComparison.Ordinal)) return Sure(Fits(asked, path, StringComparison.OrdinalIgnoreCase));
        // A star between takes one segment's part.
        string open = asked.EndsWith('*') ? asked[..^1] : asked;
        return Pattern("(?i)^" + Regex.Escape(open).Replace(@"\*", "[^/]*", StringComparison.Ordinal) + (asked.EndsWith('*') ? "" : "$"), path);
    }

    private static CaddyVerdict Host(string name, string host)
    {
        if (name.Contains('{', StringComparison.Ordinal)) return CaddyVerdict.Unknown;
        string asked = host.Split(':')[0];
        return Sure(name.Equals(asked, StringComparison.OrdinalIgnoreCase) || (name.StartsWith("*.", StringComparison.Ordinal) && asked.EndsWith(name[1..], StringComparison.OrdinalIgnoreCase) && asked.IndexOf('.', StringComparison.Ordinal) == asked.Length - name.Length + 1));
    }

    private static CaddyVerdict Header(CaddyCondition condition, Handshake request)
    {
        bool absent = condition.Field.StartsWith('!');
        string name = condition.Field.TrimStart('!').ToLowerInvariant();
        HeaderFate header = request.Header(name);
        if (!header.Known) return CaddyVerdict.Unknown;
        if (absent) return Sure(header.Value is null);
        if (header.Value is not { } value) return CaddyVerdict.No;
        if (condition.Values.IsEmpty || condition.Values.Any(asked => Fits(asked, value, StringComparison.Ordinal))) return CaddyVerdict.Yes;
        if (condition.Values.Any(asked => asked.Contains('{', StringComparison.Ordinal))) return CaddyVerdict.Unknown;
        // Where case alone or Firefox's list decides, rules of their own say so, and not what follows from it.
        bool other = name is "upgrade" or "connection" && condition.Values.Any(asked => Fits(asked, value, StringComparison.OrdinalIgnoreCase) || (name == "connection" && Fits(asked, "Upgrade", StringComparison.Ordinal)));
        return other ? CaddyVerdict.Unknown : CaddyVerdict.No;
    }

    private static CaddyVerdict Pattern(string pattern, string text)
    {
        try
        {
            return Sure(Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, s_patience));
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            return CaddyVerdict.Unknown;
        }
    }
}
