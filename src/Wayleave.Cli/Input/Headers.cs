using System.Buffers;
using Wayleave.Cli.CommandLine;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Input;

/// <summary>Header lines as typed for <c>--header</c>.</summary>
internal static class Headers
{
    // RFC 9110 §5.6.2: token.
    private static readonly SearchValues<char> s_token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    // The handshake writes these itself; a second one would be another test than the one asked for.
    private static readonly HashSet<string> s_ours = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Connection", "Upgrade", "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Sec-WebSocket-Extensions", "Content-Length", "Transfer-Encoding",
    };

    /// <summary>Reads <c>Name: value</c>.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="header">The header.</param>
    /// <returns>What is wrong and what to do; null if nothing is.</returns>
    public static string? Read(string text, out HeaderField header)
    {
        header = null!;
        string shown = Printable.Short(text, 60);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return $"'{shown}' has no colon; write 'Name: value'";
        string name = text[..colon];
        if (name.Length == 0) return $"'{shown}' has no name; write 'Name: value'";
        if (name.AsSpan().ContainsAnyExcept(s_token)) return $"'{Printable.Short(name, 40)}' is not a header's name: letters, digits and dashes";
        string value = text[(colon + 1)..].Trim(' ', '\t');
        if (HasControls(value)) return $"the value of {name} holds a line break or another control character";
        if (s_ours.Contains(name)) return $"the handshake writes {name} itself; leave it out";
        header = new HeaderField(name, value);
        return null;
    }

    /// <summary>True if the text holds what no header value may.</summary>
    /// <param name="value">The value.</param>
    public static bool HasControls(string value) => value.Any(c => (c < ' ' && c != '\t') || c == '\u007F');
}
