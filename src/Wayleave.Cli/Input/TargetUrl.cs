using Wayleave.Cli.CommandLine;
using Wayleave.Rules.Causes;

namespace Wayleave.Cli.Input;

/// <summary>The URL to examine, as typed; a wrong one is told what it lacks and what was probably meant.</summary>
internal static class TargetUrl
{
    private static readonly string[] s_schemes = ["wss", "ws", "https", "http"];

    /// <summary>Reads an absolute ws, wss, http or https URL.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="url">The URL, without a fragment: it is never sent.</param>
    /// <returns>What is wrong and what to do; null if nothing is.</returns>
    public static string? Read(string text, out Uri url)
    {
        url = null!;
        if (text.Length == 0) return "the URL is empty; write wss://HOST/PATH for a socket, or https://HOST/ for the page that opens it";
        int odd = text.AsSpan().IndexOfAnyInRange('\0', ' ');
        if (odd < 0) odd = text.IndexOf('\u007F', StringComparison.Ordinal);
        if (odd >= 0)
        {
            string what = text[odd] == ' ' ? "a space" : "a control character";
            return $"there is {what} in the URL, at character {odd + 1}; write it as {Uri.HexEscape(text[odd])}, or take it out";
        }

        string shown = Printable.Short(text, 120);
        int mark = text.IndexOf("://", StringComparison.Ordinal);
        if (mark < 0 || text.AsSpan(0, mark).ContainsAny('/', '.', '?')) return WithoutScheme(text, shown);

        string scheme = text[..mark].ToLowerInvariant();
        if (!s_schemes.Contains(scheme))
        {
            string hint = NearestName.To(scheme, s_schemes) is { } near && scheme.Length < 7 ? $"; did you mean {near}://?" : "; write ws, wss, http or https";
            return $"the scheme '{Printable.Short(scheme, 20)}' in {shown} is none that leads to a WebSocket{hint}";
        }

        return WrongAuthority(text[(mark + 3)..], scheme, shown) ?? Parse(text, shown, out url);
    }

    private static string? Parse(string text, string shown, out Uri url)
    {
        int fragment = text.IndexOf('#', StringComparison.Ordinal);
        string sent = fragment < 0 ? text : text[..fragment];
        if (Uri.TryCreate(sent, UriKind.Absolute, out url!) && url.Host.Length > 0 && url.IdnHost.Length is > 0 and <= 255) return null;
        return $"{shown} is not a URL: check the host name";
    }

    private static string WithoutScheme(string text, string shown)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && s_schemes.Contains(text[..colon], StringComparer.OrdinalIgnoreCase))
        {
            return $"after {text[..colon]}: two slashes are missing; write {text[..colon].ToLowerInvariant()}://{Printable.Short(text[(colon + 1)..].TrimStart('/'), 100)}";
        }

        string rest = text.TrimStart('/');
        if (rest.Length == 0 || (text[0] == '/' && !text.StartsWith("//", StringComparison.Ordinal))) return $"{shown} is a path without a host; write wss://HOST{shown}";
        if (rest[0] == '-') return $"{shown} is no URL; write wss://HOST/PATH";
        return $"{shown} has no scheme; write {(LooksLocal(rest) ? "ws" : "wss")}://{Printable.Short(rest, 110)}, or {(LooksLocal(rest) ? "http" : "https")}:// for the page that opens the socket";
    }

    // Inner names and plain ports seldom have TLS; everything public does.
    private static bool LooksLocal(string rest) =>
        rest.StartsWith("localhost", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("127.", StringComparison.Ordinal) ||
        rest.StartsWith("[::1]", StringComparison.Ordinal) || rest.StartsWith("192.168.", StringComparison.Ordinal) || rest.StartsWith("10.", StringComparison.Ordinal);

    private static string? WrongAuthority(string rest, string scheme, string shown)
    {
        int end = rest.AsSpan().IndexOfAny('/', '?', '#');
        string authority = end < 0 ? rest : rest[..end];
        string hostAndPort = authority[(authority.LastIndexOf('@') + 1)..];
        int bracket = hostAndPort.LastIndexOf(']');
        if (hostAndPort.StartsWith('[') && bracket < 0) return $"the bracket of the IPv6 address in {shown} is not closed; write {scheme}://[::1]:8080/";
        int colon = hostAndPort.IndexOf(':', bracket < 0 ? 0 : bracket);
        if (bracket < 0 && colon >= 0 && hostAndPort.IndexOf(':', colon + 1) >= 0)
        {
            return $"an IPv6 address needs brackets; write {scheme}://[{Printable.Short(hostAndPort, 60)}]/";
        }

        string host = colon < 0 ? hostAndPort : hostAndPort[..colon];
        if (host.Length == 0) return $"{shown} names no host; write {scheme}://HOST{Printable.Short(end < 0 ? "/" : rest[end..], 80)}";
        if (colon < 0) return null;

        return Ports.Wrong(hostAndPort[(colon + 1)..]);
    }
}
