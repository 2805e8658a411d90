using System.Net;
using Wayleave.Client.Retrying;
using Wayleave.Protocol.Events;

namespace Wayleave.Client.Lines;

/// <summary>A stream of server-sent events.</summary>
internal sealed class StreamLine : ILine
{
    private const string MediaType = "text/event-stream";
    private const int ReadBytes = 16 * 1024;

    private readonly HttpResponseMessage _response;
    private readonly Stream _stream;
    private readonly StreamBlockReader _blocks;
    private readonly byte[] _buffer = new byte[ReadBytes];
    private readonly int _maxBytes;
    private ReadOnlyMemory<byte> _unread;

    private StreamLine(HttpResponseMessage response, Stream stream, int maxBytes) =>
        (_response, _stream, _blocks, _maxBytes) = (response, stream, new StreamBlockReader(maxBytes), maxBytes);

    /// <summary>Opens one.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="http">Carries it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public static async Task<Opening> OpenAsync(LineRequest request, HttpMessageInvoker http, TimeProvider time, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, request.Address(EventsTransport.ServerSentEvents, request.Since));
        message.Headers.TryAddWithoutValidation("Accept", MediaType);
        foreach (var (name, value) in request.AllHeaders)
            message.Headers.TryAddWithoutValidation(name, value);
        HttpResponseMessage? response = null;
        try
        {
            response = await http.SendAsync(message, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
                return Opening.Of(HttpEndings.Of(response.StatusCode, response.Headers.RetryAfter, time.GetUtcNow()));
            if (response.Content.Headers.ContentType?.MediaType != MediaType)
                return Opening.Of(new LineEnding.NotSpoken($"the answer is no {MediaType}"));
            var line = new StreamLine(response, await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), request.MaxMessageBytes);
            response = null;
            return Opening.Of(line);
        }
        catch (Exception e) when (HttpEndings.IsExpected(e))
        {
            return Opening.Of(HttpEndings.Of(e));
        }
        finally
        {
            response?.Dispose();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<LineInput> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var block = _blocks.Read(_unread.Span, out var consumed);
                _unread = _unread[consumed..];
                if (block is not null)
                    return new LineInput.Arrived(block.Data, block.Retry);
                if (_blocks.IsTooLong)
                    return new LineInput.Over(new LineEnding.TooLong(_maxBytes));
                var count = await _stream.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false);
                if (count == 0)
                    return new LineInput.Over(new LineEnding.Lost("the stream of events ended"));
                _unread = _buffer.AsMemory(0, count);
            }
        }
        catch (Exception e) when (HttpEndings.IsExpected(e))
        {
            return new LineInput.Over(new LineEnding.Lost("the stream of events was lost") { Cause = e });
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        _response.Dispose();
    }
}
