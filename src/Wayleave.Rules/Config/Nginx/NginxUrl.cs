using System.Net;

namespace Wayleave.Rules.Config.Nginx;

/// <summary>Whom a <c>proxy_pass</c> or the <c>server</c> of an upstream names.</summary>
internal static class NginxUrl
{
    private static readonly string[] s_paths = ["$request_uri", "$uri", "$document_uri"];

    /// <summary>The name or address, without scheme, port and path; empty for a socket of the file system.</summary>
    /// <param name="text">As in <c>http://app:8000/x</c> or <c>app:8000</c>.</param>
    public static string Host(string text)
    {
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        string rest = scheme < 0 ? text : text[(scheme + 3)..];
        if (rest.StartsWith("unix:", StringComparison.Ordinal)) return "";
        if (rest.StartsWith('[')) return rest[..(rest.IndexOf(']', StringComparison.Ordinal) + 1)];
        int end = rest.AsSpan().IndexOfAny("/:?");
        // A variable of the path may follow the name at once.
        foreach (string variable in s_paths)
        {
            int path = rest.IndexOf(variable, StringComparison.Ordinal);
            if (path > 0 && (end < 0 || path < end)) end = path;
        }

        return end < 0 ? rest : rest[..end];
    }

    /// <summary>Whether a host is an address, or a name that every machine knows for itself.</summary>
    public static bool IsAddress(string host) => host.Length == 0 || IPAddress.TryParse(host.Trim('[', ']'), out _);
}
