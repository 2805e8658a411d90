using System.Globalization;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Http;

/// <summary>The cookies that a route's own host has set so far, as a browser would send them back on the socket's path.</summary>
/// <remarks>
/// They go nowhere but to the same host, by the same scheme and port, and are forgotten with the route's examination. The first value of a
/// name stays: answers to requests side by side each speak for the backend that gave them, and the first answer is the browser's own.
/// </remarks>
/// <param name="route">The route: its URL is where the cookies may go.</param>
/// <param name="time">The clock, for cookies that have expired.</param>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc6265#section-5.3">RFC 6265 §5.3</seealso>
internal sealed class SetCookies(ProbeRoute route, TimeProvider time)
{
    // Browsers keep at least that many for one host; a far end that sets more is not to swell our requests.
    private const int Most = 50;

    private readonly Lock _gate = new();
    private readonly OrderedDictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Keeps what an answer sets, where it is the own host's and meant for the socket's path.</summary>
    /// <param name="way">Where the request went.</param>
    /// <param name="exchange">The request and its answer.</param>
    public void Note(ProbeRoute way, HttpExchange exchange)
    {
        if (way.Name != route.Name || way.Authority != route.Authority || way.Tls != route.Tls || way.ConnectPort != route.ConnectPort)
            return;
        foreach (var line in exchange.Headers("Set-Cookie"))
            Note(exchange.Path, line);
    }

    /// <summary>The Cookie header's value with them; null if none was set.</summary>
    /// <param name="given">The caller's own cookies, which come first and win where a name is in both; null if there are none.</param>
    public string? Header(string? given)
    {
        lock (_gate)
        {
            HashSet<string> names = [.. (given ?? "").Split(';').Select(pair => pair.Split('=', 2)[0].Trim())];
            var added = _values.Where(pair => !names.Contains(pair.Key)).Select(pair => $"{pair.Key}={pair.Value}").ToArray();
            if (added.Length == 0)
                return null;
            return string.Join("; ", given is null ? added : [given, .. added]);
        }
    }

    private void Note(string target, string line)
    {
        var parts = line.Split(';', StringSplitOptions.TrimEntries);
        if (parts[0].IndexOf('=') is not (> 0 and var equals))
            return;
        var (name, value) = (parts[0][..equals].Trim(), parts[0][(equals + 1)..].Trim());
        var attributes = parts.Skip(1).Select(part => part.Split('=', 2, StringSplitOptions.TrimEntries)).ToLookup(part => part[0], part => part.Length > 1 ? part[1] : "", StringComparer.OrdinalIgnoreCase);
        if (!IsForUs(attributes, target))
            return;
        lock (_gate)
        {
            if (IsOver(attributes))
                _values.Remove(name);
            else if (_values.Count < Most)
                _values.TryAdd(name, value);
        }
    }

    private bool IsForUs(ILookup<string, string> attributes, string target)
    {
        if (attributes.Contains("Secure") && !route.Tls && !route.Url.IsLoopback)
            return false;
        if (attributes["Domain"].LastOrDefault()?.TrimStart('.') is { Length: > 0 } domain
            && !route.HostName.Equals(domain, StringComparison.OrdinalIgnoreCase) && !route.HostName.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase))
            return false;
        // RFC 6265 §5.1.4: without a path of its own a cookie is for the folder of the request.
        var asked = target.Split('?')[0];
        var path = attributes["Path"].LastOrDefault() is { } named && named.StartsWith('/') ? named : asked[..Math.Max(1, asked.LastIndexOf('/'))];
        var ours = route.Url.AbsolutePath;
        return ours == path || (ours.StartsWith(path, StringComparison.Ordinal) && (path.EndsWith('/') || ours[path.Length] == '/'));
    }

    private bool IsOver(ILookup<string, string> attributes)
    {
        if (attributes["Max-Age"].LastOrDefault() is { } age && long.TryParse(age, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
            return seconds <= 0;
        return attributes["Expires"].LastOrDefault() is { } expires
            && DateTimeOffset.TryParse(expires, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end) && end <= time.GetUtcNow();
    }
}
