using System.Buffers;
using System.Text.Json;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Carry;

/// <summary>What a request that opens a session is answered, in JSON.</summary>
internal static class OpenAnswer
{
    /// <summary>Nothing is carried there: the browser's own WebSocket is to be used.</summary>
    public static byte[] Off { get; } = Write(json => json.WriteBoolean("off", true));

    /// <summary>The id is another page's.</summary>
    public static byte[] Gone { get; } = Write(json => json.WriteBoolean("gone", true));

    /// <summary>Too many come at once.</summary>
    /// <param name="after">After how long to come again.</param>
    public static byte[] Wait(TimeSpan after) => Write(json => json.WriteNumber("wait", (long)Math.Ceiling(after.TotalMilliseconds)));

    /// <summary>It is not opened.</summary>
    /// <param name="status">The status that says why.</param>
    public static byte[] Refused(int status) => Write(json => json.WriteNumber("refused", status));

    /// <summary>What became of it.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="node">This gateway's name.</param>
    /// <param name="settings">How the route carries.</param>
    public static byte[] Of(CarryOutcome outcome, string node, CarrySettings settings) => !outcome.IsOpen ? Refused(outcome.Status) : Write(json =>
    {
        json.WriteString("node", node);
        json.WriteString("protocol", outcome.Protocol);
        json.WriteNumber("heartbeat", (long)settings.Heartbeat.TotalMilliseconds);
        json.WriteNumber("buffer", settings.BufferBytes);
        json.WriteNumber("grace", (long)settings.Grace.TotalMilliseconds);
    });

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }
}
