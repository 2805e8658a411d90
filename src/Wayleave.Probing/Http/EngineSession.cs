using System.Text.Json;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Http;

/// <summary>Reads the session that an Engine.IO server opens for a poll.</summary>
/// <seealso href="https://socket.io/docs/v4/engine-io-protocol/#handshake">The open packet</seealso>
internal static class EngineSession
{
    /// <summary>The session's id, where the server would let it go on over a WebSocket; else null.</summary>
    /// <param name="answer">The answer to the poll.</param>
    public static string? IdIn(HttpExchange answer)
    {
        // Version 4 begins with the packet's type 0; version 3 puts the length before it: 97:0{…}.
        var json = answer.Body.IndexOf('{');
        var end = answer.Body.IndexOf('}');
        if (answer.Status is not 200 || json is < 1 or > 10 || answer.Body[json - 1] != '0' || end < json)
            return null;
        try
        {
            using var open = JsonDocument.Parse(answer.Body.AsMemory(json, end - json + 1));
            var upgrades = open.RootElement.TryGetProperty("upgrades", out var names) && names.ValueKind == JsonValueKind.Array
                && names.EnumerateArray().Any(name => name.ValueKind == JsonValueKind.String && name.GetString() == "websocket");
            return upgrades && open.RootElement.TryGetProperty("sid", out var id) && id.ValueKind == JsonValueKind.String && IsPlain(id.GetString()!) ? id.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // It goes into a request line: nothing that would have to be escaped there.
    private static bool IsPlain(string id) => id.Length is > 0 and <= 128 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '~');
}
