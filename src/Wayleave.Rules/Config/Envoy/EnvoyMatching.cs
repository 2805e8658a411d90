using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Envoy;

/// <summary>Which route takes a handshake: the first that matches, in the order of the file.</summary>
internal static class EnvoyMatching
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(100);

    /// <summary>The virtual hosts that could be meant: the one that a known host belongs to, or each.</summary>
    public static IEnumerable<DataNode> Hosts(EnvoyManager manager, string? host)
    {
        if (host is null) return manager.VirtualHosts;
        string name = host.Split(':')[0];
        // An exact name comes before a wildcard, and `*` last.
        return manager.VirtualHosts.Select(one => (Host: one, Rank: one.Each("domains").Select(domain => Rank(domain.Text ?? "", name, host)).DefaultIfEmpty(0).Max()))
            .Where(one => one.Rank > 0).OrderByDescending(one => one.Rank).Take(1).Select(one => one.Host);
    }

    /// <summary>The route of a virtual host that takes a handshake; null if none does.</summary>
    public static EnvoyRoute? Choose(EnvoyManager manager, DataNode host, Handshake handshake)
    {
        foreach (DataNode route in host.Each("routes"))
        {
            if (Takes(route.Get("match"), handshake) is not false and var takes) return new EnvoyRoute(manager, route, takes is true);
        }

        return null;
    }

    private static int Rank(string domain, string name, string host)
    {
        if (string.Equals(domain, name, StringComparison.OrdinalIgnoreCase) || string.Equals(domain, host, StringComparison.OrdinalIgnoreCase)) return int.MaxValue;
        if (domain == "*") return 1;
        bool matches = domain is ['*', ..] ? name.EndsWith(domain[1..], StringComparison.OrdinalIgnoreCase) : domain is [.., '*'] && name.StartsWith(domain[..^1], StringComparison.OrdinalIgnoreCase);
        return matches ? 1 + domain.Length : 0;
    }

    private static bool? Takes(DataNode? match, Handshake handshake)
    {
        if (match is null) return null;
        bool? path = Path(match, handshake.Path);
        if (path is false) return false;
        foreach (DataNode header in match.Each("headers"))
        {
            bool? one = Header(header, handshake);
            if (one is false) return false;
            if (one is null) path = null;
        }

        return match.Get("query_parameters") is null && match.Get("runtime_fraction") is null && match.Get("grpc") is null ? path : null;
    }

    private static bool? Path(DataNode match, string path)
    {
        if (match.Get("connect_matcher") is not null) return false;
        if (match.Get("prefix")?.Text is { } prefix) return path.StartsWith(prefix, StringComparison.Ordinal);
        if (match.Get("path")?.Text is { } exact) return path == exact;
        if (match.Get("path_separated_prefix")?.Text is { } whole) return path == whole || path.StartsWith(whole + "/", StringComparison.Ordinal);
        return (match.Get("safe_regex", "regex") ?? match.Get("regex"))?.Text is { } pattern ? Regexp(pattern, path) : null;
    }

    private static bool? Header(DataNode header, Handshake handshake)
    {
        string? name = header.Get("name")?.Text?.ToLowerInvariant();
        if (header.Get("invert_match") is DataScalar { Truth: true } || name is null) return null;
        string? value = (header.Get("string_match", "exact") ?? header.Get("exact_match"))?.Text;
        if (name == ":method") return value is null ? null : value == "GET";
        if (handshake.Header(name) is not { Known: true } sent) return null;
        if (value is not null) return string.Equals(sent.Value, value, StringComparison.OrdinalIgnoreCase);
        return header.Get("present_match") is DataScalar { Truth: true } ? sent.Value is not null : null;
    }

    // Envoy's pattern must match the whole path.
    private static bool? Regexp(string pattern, string path)
    {
        try
        {
            return Regex.IsMatch(path, $"^(?:{pattern})$", RegexOptions.CultureInvariant, s_patience);
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            // A pattern that RE2 takes and .NET does not.
            return null;
        }
    }
}
