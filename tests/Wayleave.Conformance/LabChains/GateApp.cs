using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Wayleave.Protocol.Http;

namespace Wayleave.Conformance.LabChains;

/// <summary>An app that looks at each request first, as frameworks do, and lets it through to another one behind it.</summary>
internal sealed class GateApp : IAsyncDisposable
{
    private const int LongestHead = 64 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<RequestHead, string?> _refuse;
    private readonly Uri _behind;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, byte> _open = [];
    private readonly Task _accepting;

    /// <summary>Starts it.</summary>
    /// <param name="behind">The app that serves what is let through.</param>
    /// <param name="refuse">The whole answer to a request that is refused: head and body; empty hangs up without a word; null lets it through.</param>
    public GateApp(Uri behind, Func<RequestHead, string?> refuse)
    {
        (_behind, _refuse) = (behind, refuse);
        _listener.Start(512);
        _accepting = AcceptAsync();
    }

    /// <summary>Its address.</summary>
    public Uri Url => new($"http://{_listener.LocalEndpoint}/");

    /// <summary>An answer with a body of plain text.</summary>
    public static string Answer(string status, string body, params string[] headers) =>
        $"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{string.Concat(headers.Select(h => h + "\r\n"))}\r\n{body}";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        await Task.WhenAll(_open.Keys);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                var serving = ServeAsync(client);
                _open[serving] = 0;
                _ = serving.ContinueWith(done => _open.TryRemove(done, out _), TaskScheduler.Default);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            client.NoDelay = true;
            var stream = client.GetStream();
            var (head, bytes) = await ReadHeadAsync(stream);
            if (head is null)
                return;
            if (_refuse(head) is { } answer)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), _stop.Token);
                client.Client.Shutdown(SocketShutdown.Send);
                await stream.CopyToAsync(Stream.Null, _stop.Token);
                return;
            }

            using var app = new TcpClient { NoDelay = true };
            await app.ConnectAsync(IPAddress.Loopback, _behind.Port, _stop.Token);
            await app.GetStream().WriteAsync(bytes, _stop.Token);
            await Task.WhenAll(PassAsync(client, app), PassAsync(app, client));
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side has left.
        }
    }

    private async Task<(RequestHead? Head, ReadOnlyMemory<byte> Bytes)> ReadHeadAsync(NetworkStream stream)
    {
        var buffer = new byte[LongestHead];
        int length = 0;
        while (length < buffer.Length)
        {
            int got = await stream.ReadAsync(buffer.AsMemory(length), _stop.Token);
            if (got == 0)
                return default;
            length += got;
            string text = Encoding.Latin1.GetString(buffer, 0, length);
            int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0)
                continue;
            string[] lines = text[..end].Split("\r\n");
            string[] start = lines[0].Split(' ');
            var fields = lines.Skip(1).Select(l => l.Split(':', 2)).Select(p => new HeaderLine(p[0], p[1].Trim()));
            return (new RequestHead(start[0], start[1], Wayleave.Protocol.Http.HttpVersion.Http11, [.. fields]), buffer.AsMemory(0, length));
        }

        return default;
    }

    private async Task PassAsync(TcpClient from, TcpClient to)
    {
        await from.GetStream().CopyToAsync(to.GetStream(), _stop.Token);
        to.Client.Shutdown(SocketShutdown.Send);
    }
}
