using System.Text;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Serving.Matrix;

/// <summary>A client of a WebSocket, whatever carries it: it says an end, and hears one.</summary>
internal sealed class SocketClient : IDisposable
{
    private readonly RawClient? _raw;
    private readonly Http2Client? _http2;
    private int _stream;
    private string _read = "";

    private SocketClient(RawClient? raw, Http2Client? http2) => (_raw, _http2) = (raw, http2);

    /// <summary>The connection itself, over HTTP/1.1.</summary>
    public RawClient Raw => _raw!;

    /// <summary>Opens a socket.</summary>
    /// <param name="url">The gateway.</param>
    /// <param name="http2">Over HTTP/2.</param>
    public static async Task<SocketClient> OpenAsync(string url, bool http2)
    {
        var client = http2 ? new SocketClient(null, await Http2Client.ConnectAsync(url)) : new SocketClient(await RawClient.ConnectAsync(url), null);
        if (client._raw is { } raw)
        {
            await raw.SendAsync(AbuseRow.Handshake + "\r\n");
            (await raw.AnswerAsync()).ShouldNotBeNull().Head.StatusCode.ShouldBe(101);
            return client;
        }

        client._stream = await client._http2!.AskAsync(
            [(":method", "CONNECT"), (":protocol", "websocket"), (":scheme", new Uri(url).Scheme), (":authority", "a.test"), (":path", "/ws"), ("sec-websocket-version", "13")],
            open: true);
        (await client._http2.NextAsync(client._stream)).ShouldBe("200");
        return client;
    }

    /// <summary>Sends bytes.</summary>
    public Task SendAsync(string bytes) => _raw is { } raw ? raw.SendAsync(bytes) : _http2!.SendAsync(_stream, bytes, end: false);

    /// <summary>Ends its stream: FIN, close_notify or END_STREAM.</summary>
    public Task FinishAsync() => _raw is { } raw ? raw.FinishAsync() : _http2!.SendAsync(_stream, "", end: true);

    /// <summary>Resets: RST or RST_STREAM(CANCEL).</summary>
    public Task ResetAsync()
    {
        if (_raw is { } raw)
        {
            raw.Reset();
            return Task.CompletedTask;
        }

        return _http2!.ResetAsync(_stream, 8);
    }

    /// <summary>That many bytes.</summary>
    public async Task<string> ReadAsync(int count)
    {
        if (_raw is { } raw)
            return await raw.ReadAsync(count);
        while (_read.Length < count)
            _read += await _http2!.NextAsync(_stream) is var next && next.StartsWith("data ", StringComparison.Ordinal) ? next[5..] : throw new InvalidDataException(next);
        (var bytes, _read) = (_read[..count], _read[count..]);
        return bytes;
    }

    /// <summary>The bytes that come until the end.</summary>
    /// <returns>The bytes, and whether the end was a reset.</returns>
    public async Task<(string Bytes, bool Reset)> RestAsync()
    {
        if (_raw is { } raw)
            return (await raw.RestAsync(), raw.WasReset);
        var bytes = new StringBuilder(_read);
        while (true)
        {
            var next = await _http2!.NextAsync(_stream);
            if (next.StartsWith("data ", StringComparison.Ordinal))
                bytes.Append(next.EndsWith(" end", StringComparison.Ordinal) ? next[5..^4] : next[5..]);
            if (next.EndsWith("end", StringComparison.Ordinal))
                return (bytes.ToString(), false);
            if (!next.StartsWith("data ", StringComparison.Ordinal))
                return (bytes.ToString(), next == "reset 8" ? true : throw new InvalidDataException(next));
        }
    }

    public void Dispose()
    {
        _raw?.Dispose();
        _http2?.Dispose();
    }
}
