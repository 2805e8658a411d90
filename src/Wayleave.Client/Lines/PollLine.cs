using System.Buffers;
using System.Net;
using Wayleave.Client.Retrying;
using Wayleave.Protocol.Events;

namespace Wayleave.Client.Lines;

/// <summary>Long polls, one after the other: together they are a connection.</summary>
/// <remarks>
/// The ticket opens the first; the place that an answer gives is signed together with it, and opens the next. Until an answer is empty they do not
/// wait: so it is soon known that all that was missed has come.
/// </remarks>
/// <param name="request">What is asked for.</param>
/// <param name="http">Carries it.</param>
/// <param name="time">The clock.</param>
internal sealed class PollLine(LineRequest request, HttpMessageInvoker http, TimeProvider time) : ILine
{
    /// <summary>How long a poll waits for something to come.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(25);

    // An answer holds about 256 KiB and one event.
    private const int AnswerBytes = 512 * 1024;
    private const int ReadBytes = 16 * 1024;

    private readonly Queue<ReadOnlyMemory<byte>> _frames = new();
    private readonly int _maxBytes = request.MaxMessageBytes > int.MaxValue - AnswerBytes ? int.MaxValue : request.MaxMessageBytes + AnswerBytes;
    private string? _since = request.Since;
    private TimeSpan _wait;
    private LineInput.Polled? _polled;

    /// <inheritdoc/>
    public async ValueTask<LineInput> ReadAsync(CancellationToken cancellationToken)
    {
        if (_polled is null && await PollAsync(cancellationToken).ConfigureAwait(false) is { } ending)
            return new LineInput.Over(ending);
        if (_frames.TryDequeue(out var frame))
            return new LineInput.Arrived(frame);
        var polled = _polled!;
        _polled = null;
        return polled;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<LineEnding?> PollAsync(CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, request.Address(EventsTransport.LongPoll, _since, _wait));
        foreach (var (name, value) in request.AllHeaders)
            message.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var response = await http.SendAsync(message, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
                return HttpEndings.Of(response.StatusCode, response.Headers.RetryAfter, time.GetUtcNow());
            if (await BodyAsync(response, cancellationToken).ConfigureAwait(false) is not { } body)
                return new LineEnding.TooLong(_maxBytes);
            if (!PollAnswer.TryRead(body, out var answer))
                return new LineEnding.NotSpoken("the answer to a poll is none");
            foreach (var frame in answer.Frames)
                _frames.Enqueue(frame);
            _polled = new LineInput.Polled(answer.Next, answer.Frames.IsEmpty);
            _since = answer.Next;
            _wait = answer.Frames.IsEmpty ? Wait : _wait;
            return null;
        }
        catch (Exception e) when (HttpEndings.IsExpected(e))
        {
            return HttpEndings.Of(e);
        }
    }

    private async Task<ReadOnlyMemory<byte>?> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var body = new ArrayBufferWriter<byte>();
            while (await stream.ReadAsync(body.GetMemory(ReadBytes), cancellationToken).ConfigureAwait(false) is > 0 and var count)
            {
                body.Advance(count);
                if (body.WrittenCount > _maxBytes)
                    return null;
            }

            return body.WrittenMemory;
        }
    }
}
