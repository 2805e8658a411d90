using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Wayleave.Conformance.Events.Twin;

/// <summary>
/// A page with its <c>ReconnectingWebSocket</c>: it comes back after each drop, pings by text, and hands on neither pongs nor heartbeats nor other
/// control frames. Where events have an id it asks from the last one on; where they have none, it cannot.
/// </summary>
internal sealed class ScriptedPage : IAsyncDisposable
{
    private static readonly TimeSpan s_reconnectInterval = TimeSpan.FromMilliseconds(20);

    private readonly Uri _url;
    private readonly CancellationTokenSource _over = new();
    private readonly SemaphoreSlim _news = new(0);
    private readonly Task _running;
    private ClientWebSocket? _socket;
    private string? _id;

    /// <summary>Connects.</summary>
    /// <param name="url">Where to.</param>
    public ScriptedPage(Uri url)
    {
        _url = url;
        _running = RunAsync();
    }

    /// <summary>All that came, as it came.</summary>
    public ConcurrentQueue<string> Frames { get; } = new();

    /// <summary>What the page's handler got: the members <c>n</c>.</summary>
    public ConcurrentQueue<int> Got { get; } = new();

    /// <summary>How often it was connected.</summary>
    public int Connects { get; private set; }

    /// <summary>Waits until something holds of it.</summary>
    /// <param name="what">What, in words.</param>
    /// <param name="holds">Whether it does.</param>
    public async Task UntilAsync(string what, Func<ScriptedPage, bool> holds)
    {
        // A page that waits in vain gets heartbeats all the same.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            while (!holds(this))
                await _news.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"the page waits for {what}; it was connected {Connects} times ({_running.Exception?.GetBaseException().Message ?? "runs"}) and has got {Got.Count}: {string.Join(' ', Frames.TakeLast(10))}", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _socket?.Abort();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
        _news.Dispose();
    }

    private async Task RunAsync()
    {
        while (true)
        {
            try
            {
                using var socket = new ClientWebSocket();
                socket.Options.KeepAliveInterval = TimeSpan.Zero;
                await socket.ConnectAsync(new Uri($"{_url}?controls=1{(_id is null ? "" : $"&since={_id}")}"), _over.Token);
                _socket = socket;
                await socket.SendAsync("ping"u8.ToArray(), WebSocketMessageType.Text, true, _over.Token);
                await ReadAsync(socket);
            }
            catch (Exception e) when (e is WebSocketException or IOException or System.Net.Sockets.SocketException)
            {
                // It comes back.
            }

            await Task.Delay(s_reconnectInterval, TimeProvider.System, _over.Token);
        }
    }

    private async Task ReadAsync(ClientWebSocket socket)
    {
        var (text, buffer) = (new ArrayBufferWriter<byte>(), new byte[4096]);
        while (true)
        {
            var got = await socket.ReceiveAsync(buffer, _over.Token);
            if (got.MessageType == WebSocketMessageType.Close)
                return;
            text.Write(buffer.AsSpan(0, got.Count));
            if (!got.EndOfMessage)
                continue;
            Take(Encoding.UTF8.GetString(text.WrittenSpan));
            text.ResetWrittenCount();
        }
    }

    private void Take(string frame)
    {
        Frames.Enqueue(frame);
        using var json = JsonDocument.Parse(frame);
        var message = json.RootElement;
        switch (message.GetProperty("type").GetString())
        {
            case "pong":
                // The answer to the first ping: whoever answers it forwards too.
                Connects++;
                break;
            case "subscribed":
                _id ??= message.GetProperty("at").GetString();
                break;
            case "heartbeat" or "caught_up":
                break;
            default:
                _id = message.TryGetProperty("_id", out var id) ? id.GetString() : null;
                Got.Enqueue(message.GetProperty("n").GetInt32());
                break;
        }

        _news.Release();
    }
}
