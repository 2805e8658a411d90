using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using Wayleave.Protocol.Events;

namespace Wayleave.Conformance.Events.Nodes;

/// <summary>A client that comes back by its last id until it has got all that it is to get.</summary>
/// <param name="url">Its path at the proxy.</param>
/// <param name="count">How many events it is to get, numbered from 1.</param>
internal sealed class Subscriber(string url, int count)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private EventPosition? _last;

    /// <summary>Ends when it follows for the first time.</summary>
    public Task Ready => _ready.Task;

    /// <summary>How many events its application has got, each once and in order.</summary>
    public int Got { get; private set; }

    /// <summary>How many came that it had already.</summary>
    public int Repeated { get; private set; }

    /// <summary>How often it came back.</summary>
    public int Returns { get; private set; }

    /// <summary>Follows until it has got everything.</summary>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (Got < count)
        {
            try
            {
                using var socket = new ClientWebSocket();
                socket.Options.KeepAliveInterval = TimeSpan.Zero;
                await socket.ConnectAsync(new Uri($"{url}?controls=1{(_last is { } last ? $"&since={last}" : "")}"), cancellationToken);
                await ReadAsync(socket, cancellationToken);
            }
            catch (WebSocketException)
            {
                await Task.Delay(s_pause, TimeProvider.System, cancellationToken);
            }

            Returns += Got < count ? 1 : 0;
        }
    }

    private async Task ReadAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        var (text, buffer) = (new ArrayBufferWriter<byte>(), new byte[1024]);
        while (Got < count)
        {
            var got = await socket.ReceiveAsync(buffer, cancellationToken);
            if (got.MessageType == WebSocketMessageType.Close)
                return;
            text.Write(buffer.AsSpan(0, got.Count));
            if (!got.EndOfMessage)
                continue;
            using var json = JsonDocument.Parse(text.WrittenMemory);
            Take(json.RootElement);
            text.ResetWrittenCount();
        }
    }

    private void Take(JsonElement frame)
    {
        if (frame.TryGetProperty("n", out var n))
        {
            EventPosition.TryParse(frame.GetProperty("_id").GetString(), out var position).ShouldBeTrue();
            // The rule of any client: what lies behind is known already.
            if (_last is { } last && last.Epoch == position.Epoch && position.Offset <= last.Offset)
            {
                Repeated++;
                return;
            }

            n.GetInt32().ShouldBe(Got + 1, url);
            (Got, _last) = (Got + 1, position);
            return;
        }

        switch (frame.GetProperty("type").GetString())
        {
            case "subscribed":
                EventPosition.TryParse(frame.GetProperty("at").GetString(), out var at).ShouldBeTrue();
                _last ??= at;
                _ready.TrySetResult();
                break;
            case "gap":
                Assert.Fail($"{url}: {frame}");
                break;
        }
    }
}
