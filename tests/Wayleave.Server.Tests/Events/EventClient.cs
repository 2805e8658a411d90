using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Events;

/// <summary>A client as a page has it.</summary>
/// <param name="socket">The open socket; owned.</param>
internal sealed class EventClient(ClientWebSocket socket) : IDisposable
{
    private readonly CancellationTokenSource _limit = new(RawClient.Bound);

    /// <summary>What was agreed on.</summary>
    public string? Subprotocol => socket.SubProtocol;

    /// <summary>The next message; where the socket closes instead, its code and reason.</summary>
    public async Task<string> NextAsync()
    {
        var (text, buffer) = (new System.Buffers.ArrayBufferWriter<byte>(), new byte[4096]);
        while (true)
        {
            var got = await socket.ReceiveAsync(buffer, _limit.Token);
            if (got.MessageType == WebSocketMessageType.Close)
                return $"close {(int?)socket.CloseStatus} {socket.CloseStatusDescription}";
            System.Buffers.BuffersExtensions.Write(text, buffer.AsSpan(0, got.Count));
            if (got.EndOfMessage)
                return Encoding.UTF8.GetString(text.WrittenSpan);
        }
    }

    /// <summary>The next message as JSON.</summary>
    public async Task<JsonElement> JsonAsync() => JsonDocument.Parse(await NextAsync()).RootElement.Clone();

    /// <summary>Sends text.</summary>
    /// <param name="text">The text.</param>
    public Task SendAsync(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, _limit.Token);

    /// <summary>Closes it.</summary>
    /// <returns>The code that the server answers by.</returns>
    public async Task<int?> CloseAsync()
    {
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", _limit.Token);
        return (int?)socket.CloseStatus;
    }

    public void Dispose()
    {
        socket.Dispose();
        _limit.Dispose();
    }
}
