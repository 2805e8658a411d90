using System.Net;
using Wayleave.Protocol.Text;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>Host names as written in settings.</summary>
internal static class HostNames
{
    // RFC 1035 §2.3.4.
    private const int MaxName = 253;
    private const int MaxLabel = 63;

    /// <summary>What is wrong with a host name and what would be right; null if nothing is.</summary>
    /// <param name="host">The name without a port.</param>
    /// <param name="written">What is written, for the message.</param>
    /// <param name="wildcard">Whether <c>*.</c> may stand before it.</param>
    public static string? Wrong(string host, string written, bool wildcard)
    {
        string shown = Printable.Short(written, 60);
        int mark = written.IndexOf("://", StringComparison.Ordinal);
        if (mark >= 0 || written.Contains('/', StringComparison.Ordinal))
            return $"'{shown}' is a URL or a path, not a host name; write {Printable.Short(written[(mark < 0 ? 0 : mark + 3)..].Split('/')[0], 60)}";
        string name = wildcard && host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
        if (name.Contains('*', StringComparison.Ordinal)) return $"'{shown}': a star can stand for {(wildcard ? "the first part alone; write *.example.com" : "nothing here; write the name")}";
        if (name.StartsWith('[') && IPAddress.TryParse(name.Trim('[', ']'), out _)) return null;
        bool right = name.Length is > 0 and <= MaxName && name.TrimEnd('.').Split('.').All(IsLabel);
        return right ? null : $"'{shown}' is not a host name; write {(wildcard ? "app.example or *.example.com" : "app.example")}";
    }

    /// <summary>What is wrong with a value of Host, a name with or without a port; null if nothing is.</summary>
    /// <param name="written">What is written.</param>
    public static string? WrongWithPort(string written)
    {
        int colon = written.LastIndexOf(':');
        bool hasPort = colon > written.LastIndexOf(']');
        if (hasPort && !written.Contains("://", StringComparison.Ordinal) && Ports.Wrong(written[(colon + 1)..]) is { } wrong)
            return $"'{Printable.Short(written, 60)}': {wrong}";
        return Wrong(hasPort ? written[..colon] : written, written, wildcard: false);
    }

    // Underscores are no host name's, and yet docker compose makes such ones.
    private static bool IsLabel(string label) => label.Length is > 0 and <= MaxLabel && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
