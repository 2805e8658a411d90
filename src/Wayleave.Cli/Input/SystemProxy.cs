using System.Net;

namespace Wayleave.Cli.Input;

/// <summary>The proxy that the environment names for a URL: <c>HTTPS_PROXY</c>, <c>HTTP_PROXY</c>, <c>ALL_PROXY</c>, but not for <c>NO_PROXY</c>.</summary>
internal static class SystemProxy
{
    /// <summary>The proxy for that URL; null if there is none, or it is none that speaks HTTP.</summary>
    /// <param name="target">The URL to reach.</param>
    /// <param name="environment">Reads an environment variable.</param>
    public static Uri? For(Uri target, Func<string, string?> environment)
    {
        bool tls = target.Scheme is "wss" or "https";
        string? value = Read(tls ? "HTTPS_PROXY" : "HTTP_PROXY", environment) ?? Read("ALL_PROXY", environment);
        if (value is null || Excluded(target, Read("NO_PROXY", environment) ?? "")) return null;
        string url = value.Contains("://", StringComparison.Ordinal) ? value : "http://" + value;
        return Uri.TryCreate(url, UriKind.Absolute, out Uri? proxy) && proxy.Scheme is "http" or "https" && proxy!.Host.Length > 0 ? proxy : null;
    }

    // Small letters first: that is how curl and most libraries have it.
    private static string? Read(string name, Func<string, string?> environment)
    {
        string? value = environment(name.ToLowerInvariant()) ?? environment(name);
        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }

    private static bool Excluded(Uri target, string list)
    {
        string host = target.IdnHost.Trim('[', ']');
        foreach (string entry in list.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (entry == "*") return true;
            string name = entry.EndsWith($":{target.Port}", StringComparison.Ordinal) && !entry.StartsWith("::", StringComparison.Ordinal) ? entry[..entry.LastIndexOf(':')] : entry;
            if (IPNetwork.TryParse(name, out IPNetwork network) && IPAddress.TryParse(host, out IPAddress? address) && network.Contains(address)) return true;
            name = name.TrimStart('*').TrimStart('.').Trim('[', ']');
            if (name.Length > 0 && (host.Equals(name, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + name, StringComparison.OrdinalIgnoreCase))) return true;
        }

        return false;
    }
}
