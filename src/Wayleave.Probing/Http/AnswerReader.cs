using System.Buffers;
using Wayleave.Probing.Dialling;
using Wayleave.Protocol.Http;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Http;

/// <summary>Reads one answer from a connection, however wrong it is: never more than the head's limit and 64 KiB of body.</summary>
/// <param name="stream">The connection, after the request was written.</param>
/// <param name="context">The run.</param>
/// <param name="started">When the attempt began, as a reading of the run's clock.</param>
internal sealed class AnswerReader(Stream stream, RunContext context, long started)
{
    private const int NotHttpKept = 64;
    private byte[] _buffer = new byte[4096];
    private int _filled;

    /// <summary>What came after the head, or after the part of the body that was read: the first frames, after a 101.</summary>
    public ReadOnlyMemory<byte> Leftover => _buffer.AsMemory(0, _filled);

    /// <summary>When the first byte came, in milliseconds since the attempt began; null before.</summary>
    public double? FirstByteMs { get; private set; }

    /// <summary>The first bytes of an answer that is not HTTP, in hexadecimal; null otherwise.</summary>
    public string? NotHttpBytes { get; private set; }

    /// <summary>Why there is no whole head, or no whole body; null if there is.</summary>
    public Failure? Failure { get; private set; }

    private FailureStage HeadStage => FirstByteMs is null ? FailureStage.FirstByte : FailureStage.Head;

    /// <summary>Reads heads until the final one: 100 and 103 only announce it, 101 is final (RFC 9110 §15.2).</summary>
    /// <returns>The head; null with <see cref="Failure"/> set if there is none.</returns>
    public async Task<ResponseHead?> ReadHeadAsync(CancellationToken deadline)
    {
        try
        {
            while (true)
            {
                var status = HeadReader.TryReadResponse(
                    _buffer.AsSpan(0, _filled), HeadLimits.Default, HeadStrictness.Tolerant, out var head, out var consumed, out var violation);
                if (_filled > 0 && status == OperationStatus.InvalidData)
                    return Refuse(violation);
                if (status == OperationStatus.Done)
                {
                    Drop(consumed);
                    if (head!.StatusCode is >= 200 or 101)
                        return head;
                }
                else if (!await FillAsync(deadline))
                {
                    Failure = new Failure(HeadStage, FailureKind.Closed, _filled == 0
                        ? "the connection was closed without an answer" : $"the connection was closed within the head, after {_filled} bytes");
                    return null;
                }
            }
        }
        catch (Exception exception) when (Failures.IsExpected(exception))
        {
            Failure = Failures.Of(exception, HeadStage);
            return null;
        }
    }

    /// <summary>Reads the body: what is kept and at most 64 KiB beyond, and no longer than <paramref name="deadline"/>.</summary>
    /// <param name="head">The head before it.</param>
    /// <param name="method">The method of the request.</param>
    /// <param name="kept">How many decoded bytes become text.</param>
    /// <param name="deadline">When to make do with what came.</param>
    public async Task<BodyText> ReadBodyAsync(ResponseHead head, string method, int kept, CancellationToken deadline)
    {
        if (!BodyFraming.TryOfResponse(head, method, out var framing, out var violation))
        {
            Failure = new Failure(FailureStage.Body, FailureKind.NotHttp, violation.Describe());
            return BodyText.None;
        }

        var body = new BodyCollector(framing, kept);
        try
        {
            while (true)
            {
                Drop(body.Take(_buffer.AsSpan(0, _filled)));
                if (body.IsDone)
                    break;
                if (await FillAsync(deadline))
                    continue;
                if (framing.Kind is not BodyKind.UntilClose)
                    Failure = new Failure(FailureStage.Body, FailureKind.Closed, "the connection was closed within the body");
                break;
            }
        }
        catch (Exception exception) when (Failures.IsExpected(exception))
        {
            // A stream of events never ends, and is no failure; nothing at all where a length was promised is one.
            if (body.Received == 0 && framing.Kind != BodyKind.UntilClose || exception is not OperationCanceledException)
                Failure = Failures.Of(exception, FailureStage.Body);
            return body.ToText(head.Headers.First("Content-Encoding"), cut: true);
        }

        return body.ToText(head.Headers.First("Content-Encoding"), cut: body.IsCut);
    }

    private ResponseHead? Refuse(HttpViolation violation)
    {
        var tooLarge = violation is HttpViolation.HeadTooLarge or HttpViolation.TooManyHeaders;
        if (!tooLarge)
            NotHttpBytes = Convert.ToHexStringLower(_buffer.AsSpan(0, Math.Min(_filled, NotHttpKept)));
        Failure = new Failure(FailureStage.Head, tooLarge ? FailureKind.HeadTooLarge : FailureKind.NotHttp, violation.Describe());
        return null;
    }

    private async Task<bool> FillAsync(CancellationToken deadline)
    {
        if (_filled == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = await stream.ReadAsync(_buffer.AsMemory(_filled), deadline);
        if (read > 0)
            FirstByteMs ??= context.Time.GetElapsedTime(started).TotalMilliseconds;
        _filled += read;
        return read > 0;
    }

    private void Drop(int count)
    {
        _buffer.AsSpan(count, _filled - count).CopyTo(_buffer);
        _filled -= count;
    }
}
