using System.Collections.Immutable;

namespace Wayleave.Probing.Http;

/// <summary>Which paths beside the socket's own are worth a plain request.</summary>
internal static class PlainTargets
{
    private const string StreamlitStream = "/_stcore/stream";
    private const string StreamlitHealth = "/_stcore/health";

    /// <summary>The health paths that apps and platforms commonly have, at most four.</summary>
    /// <param name="socketPath">The socket's path, which may show where the app is mounted.</param>
    public static ImmutableArray<string> Health(string socketPath)
    {
        // An app below a path of its own (Streamlit's baseUrlPath) has its health path there, too.
        var streamlit = socketPath.IndexOf(StreamlitStream, StringComparison.Ordinal) is > 0 and var mounted ? socketPath[..mounted] + StreamlitHealth : StreamlitHealth;
        return [streamlit, "/healthz", "/health"];
    }

    /// <summary>True if the path and query are those of an Engine.IO socket that names no session yet.</summary>
    /// <param name="path">The socket's path.</param>
    /// <param name="query">Its query with the question mark, or empty.</param>
    public static bool BeginsEngineSession(string path, string query) =>
        Polling(path, query) is not null && query.Contains("transport=websocket", StringComparison.Ordinal) && !query.Contains("sid=", StringComparison.Ordinal);

    /// <summary>The same Engine.IO session by long-poll; null if the path is not Engine.IO's.</summary>
    /// <param name="path">The socket's path.</param>
    /// <param name="query">Its query with the question mark, or empty.</param>
    public static string? Polling(string path, string query)
    {
        var members = query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);
        var isEngineIo = path.Contains("/socket.io", StringComparison.OrdinalIgnoreCase) || path.Contains("/engine.io", StringComparison.OrdinalIgnoreCase)
            || members.Any(member => member.StartsWith("EIO=", StringComparison.Ordinal));
        if (!isEngineIo)
            return null;
        var version = members.FirstOrDefault(member => member.StartsWith("EIO=", StringComparison.Ordinal)) ?? "EIO=4";
        var others = members.Where(member => !member.StartsWith("EIO=", StringComparison.Ordinal) && !member.StartsWith("transport=", StringComparison.Ordinal)
            && !member.StartsWith("sid=", StringComparison.Ordinal));
        return $"{path}?{string.Join('&', [version, "transport=polling", .. others])}";
    }
}
