using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;

namespace Wayleave.Conformance.Events;

/// <summary>A client that speaks in envelopes, and tells each frame in a few words.</summary>
/// <param name="socket">The open socket; owned.</param>
internal sealed class EventReader(ClientWebSocket socket) : IDisposable
{
    /// <summary>How long anything may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _limit = new(Limit);

    /// <summary>The id of the last event, or where the last gap led.</summary>
    public string Last { get; private set; } = "";

    /// <summary>
    /// The next frame but for heartbeats: <c>event DATA</c>, <c>subscribed ok 2</c>, <c>gap epoch</c>, <c>caught_up</c>, <c>close 4101</c>.
    /// </summary>
    public async Task<string> NextAsync()
    {
        while (true)
            if (await AnyAsync() is var next && !next.StartsWith("heartbeat", StringComparison.Ordinal))
                return next;
    }

    /// <summary>The next frame, heartbeats too: <c>heartbeat</c>, <c>heartbeat degraded</c>.</summary>
    public async Task<string> AnyAsync()
    {
        var (text, buffer) = (new ArrayBufferWriter<byte>(), new byte[4096]);
        while (true)
        {
            var got = await socket.ReceiveAsync(buffer, _limit.Token);
            if (got.MessageType == WebSocketMessageType.Close)
                return $"close {(int?)socket.CloseStatus}";
            text.Write(buffer.AsSpan(0, got.Count));
            if (!got.EndOfMessage)
                continue;
            using var json = JsonDocument.Parse(text.WrittenMemory);
            return Tell(json.RootElement);
        }
    }

    /// <summary>Waits for a heartbeat that says so.</summary>
    /// <param name="words">What it says.</param>
    public async Task HeartbeatAsync(string words)
    {
        while (await AnyAsync() != words)
        {
        }
    }

    public void Dispose()
    {
        socket.Abort();
        socket.Dispose();
        _limit.Dispose();
    }

    private string Tell(JsonElement frame)
    {
        var type = frame.GetProperty("type").GetString()!;
        if (type is "event" or "gap" && frame.TryGetProperty(type == "gap" ? "to" : "id", out var id))
            Last = id.GetString()!;
        return type switch
        {
            "event" => $"event {frame.GetProperty("data").GetRawText()}",
            "gap" => $"gap {frame.GetProperty("reason").GetString()}",
            "subscribed" => $"subscribed {frame.GetProperty("resume").GetString()}{(frame.TryGetProperty("missed", out var missed) ? $" {missed}" : "")}",
            "heartbeat" => frame.TryGetProperty("degraded", out _) ? "heartbeat degraded" : type,
            _ => type,
        };
    }
}
