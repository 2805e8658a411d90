using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using Wayleave.Client.Retrying;

namespace Wayleave.Client.Lines;

/// <summary>A WebSocket.</summary>
internal sealed class SocketLine : ILine
{
    private const string Subprotocol = "wayleave.v1";
    private const int ReadBytes = 16 * 1024;

    // Unasked pongs, more often than servers ask: a reader that is so slow that nothing is read answers no ping, and is alive all the same.
    private static readonly TimeSpan s_pongs = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(2);

    private readonly ClientWebSocket _socket;
    private readonly ArrayBufferWriter<byte> _message = new();
    private readonly int _maxBytes;
    private readonly TimeProvider _time;

    private SocketLine(ClientWebSocket socket, int maxBytes, TimeProvider time) => (_socket, _maxBytes, _time) = (socket, maxBytes, time);

    /// <summary>Opens one.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="http">Carries the handshake.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public static async Task<Opening> OpenAsync(LineRequest request, HttpMessageInvoker http, TimeProvider time, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.AddSubProtocol(Subprotocol);
            socket.Options.KeepAliveInterval = s_pongs;
            socket.Options.CollectHttpResponseDetails = true;
            foreach (var (name, value) in request.AllHeaders)
                socket.Options.SetRequestHeader(name, value);
            await socket.ConnectAsync(request.Address(EventsTransport.WebSocket, request.Since), http, cancellationToken).ConfigureAwait(false);
            var line = new SocketLine(socket, request.MaxMessageBytes, time);
            socket = null;
            return Opening.Of(line);
        }
        catch (WebSocketException e)
        {
            return Opening.Of(EndingOf(e, socket!, time));
        }
        finally
        {
            socket?.Dispose();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<LineInput> ReadAsync(CancellationToken cancellationToken)
    {
        _message.ResetWrittenCount();
        try
        {
            while (true)
            {
                var got = await _socket.ReceiveAsync(_message.GetMemory(ReadBytes), cancellationToken).ConfigureAwait(false);
                if (got.MessageType == WebSocketMessageType.Close)
                    return new LineInput.Over(new LineEnding.Closed((int?)_socket.CloseStatus, _socket.CloseStatusDescription ?? ""));
                _message.Advance(got.Count);
                if (_message.WrittenCount > _maxBytes)
                    return new LineInput.Over(new LineEnding.TooLong(_maxBytes));
                if (got.EndOfMessage)
                    return new LineInput.Arrived(_message.WrittenMemory);
            }
        }
        catch (Exception e) when (HttpEndings.IsExpected(e))
        {
            return new LineInput.Over(new LineEnding.Lost("the WebSocket was lost") { Cause = e });
        }
    }

    /// <summary>Says something, while somebody may read. One at a time; whether the line is lost is for the reader to hear.</summary>
    /// <param name="text">A text message.</param>
    /// <param name="cancellationToken">Gives it up; the connection may be good for nothing then.</param>
    public async Task SendAsync(ReadOnlyMemory<byte> text, CancellationToken cancellationToken)
    {
        try
        {
            await _socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (HttpEndings.IsExpected(e))
        {
            // The same befalls the reader.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            // Politeness, within bounds: the server's answer is not waited for.
            using var patience = new CancellationTokenSource(s_goodbye, _time);
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _socket.Dispose();
    }

    private static LineEnding EndingOf(WebSocketException thrown, ClientWebSocket socket, TimeProvider time)
    {
        if (socket.HttpStatusCode is not (default(HttpStatusCode) or HttpStatusCode.SwitchingProtocols))
        {
            var after = socket.HttpResponseHeaders?.FirstOrDefault(header => string.Equals(header.Key, "Retry-After", StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault();
            return HttpEndings.Of(socket.HttpStatusCode, RetryConditionHeaderValue.TryParse(after, out var parsed) ? parsed : null, time.GetUtcNow());
        }

        // Without an inner exception it is the answer that was not as it must be: a header of the upgrade is missing.
        return thrown.InnerException is { } inner ? HttpEndings.Of(inner) with { Cause = thrown } : new LineEnding.NotSpoken("the WebSocket's handshake was not answered as it should be") { Cause = thrown };
    }
}
