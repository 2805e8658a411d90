using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Pages;

/// <summary>The cookies that the page's own host sets while the page is fetched: a browser sends them with the page's socket too.</summary>
/// <remarks>A session, or the stickiness of a balancer, often begins just so: without them the socket would be tried as nobody's.</remarks>
internal sealed class PageCookies
{
    // A host that sets more than this is not one that browsers keep all of either (RFC 6265 §6.1: at least 50 a domain).
    private const int Most = 50;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Held> _held = new(StringComparer.Ordinal);

    /// <summary>Keeps what an answer of the page's own host sets.</summary>
    /// <param name="answer">The answer.</param>
    /// <seealso href="https://www.rfc-editor.org/rfc/rfc6265#section-5.3">RFC 6265 §5.3</seealso>
    public void Keep(HttpExchange answer)
    {
        foreach (var line in answer.Headers("Set-Cookie"))
        {
            string[] parts = line.Split(';', StringSplitOptions.TrimEntries);
            if (parts[0].Split('=', 2) is not [{ Length: > 0 } name, var value])
                continue;
            lock (_gate)
            {
                if (parts.Skip(1).Any(IsEnd))
                    _held.Remove(name);
                else if (_held.Count < Most || _held.ContainsKey(name))
                    _held[name] = new Held(value, PathOf(parts), parts.Contains("Secure", StringComparer.OrdinalIgnoreCase));
            }
        }
    }

    /// <summary>The Cookie header's value for a URL of the same host: the caller's own, then what was kept; null if there is neither.</summary>
    /// <param name="given">What the caller gave; it goes before a kept cookie of the same name.</param>
    /// <param name="url">The URL.</param>
    public string? With(string? given, Uri url)
    {
        var names = (given ?? "").Split(';', StringSplitOptions.TrimEntries).Select(pair => pair.Split('=', 2)[0]).ToHashSet(StringComparer.Ordinal);
        lock (_gate)
        {
            string[] all =
            [
                .. given is null ? Array.Empty<string>() : [given],
                .. _held.Where(held => !names.Contains(held.Key) && held.Value.Fits(url)).Select(held => $"{held.Key}={held.Value.Value}"),
            ];
            return all.Length > 0 ? string.Join("; ", all) : null;
        }
    }

    // An age of nothing takes the cookie back. Dates are not read: servers that take a cookie back by its date give it no value either.
    private static bool IsEnd(string attribute) =>
        attribute.StartsWith("Max-Age=", StringComparison.OrdinalIgnoreCase) && (attribute[8..] is "0" || attribute[8..].StartsWith('-'))
        || attribute.StartsWith("Expires=", StringComparison.OrdinalIgnoreCase) && attribute.Contains("1970", StringComparison.Ordinal);

    private static string PathOf(string[] parts) =>
        Array.Find(parts, part => part.StartsWith("Path=/", StringComparison.OrdinalIgnoreCase)) is { } path ? path[5..] : "/";

    private sealed record Held(string Value, string Path, bool Secure)
    {
        public bool Fits(Uri url) =>
            (!Secure || url.Scheme is "https" or "wss")
            && url.AbsolutePath.StartsWith(Path, StringComparison.Ordinal)
            && (Path.EndsWith('/') || url.AbsolutePath.Length == Path.Length || url.AbsolutePath[Path.Length] == '/');
    }
}
