using System.Buffers;
using Wayleave.Protocol.Http;

namespace Wayleave.Lab.Engine;

/// <summary>Heads over a <see cref="Wire"/>.</summary>
internal static class HeadIo
{
    /// <summary>Reads a request's head.</summary>
    /// <returns>The head and its length; no head and no violation at the peer's end.</returns>
    public static async ValueTask<(RequestHead? Head, int Bytes, HttpViolation Violation)> ReadRequestAsync(Wire wire, CancellationToken cancellation)
    {
        while (true)
        {
            var status = HeadReader.TryReadRequest(wire.Buffered.Span, HeadLimits.Default, out var head, out int consumed, out var violation);
            if (status == OperationStatus.Done)
                wire.Take(consumed);
            if (status != OperationStatus.NeedMoreData)
                return (head, consumed, violation);
            if (!await wire.FillAsync(cancellation).ConfigureAwait(false))
                return (null, 0, HttpViolation.None);
        }
    }

    /// <summary>Reads an answer's head.</summary>
    /// <returns>The head; no head and no violation at the peer's end.</returns>
    public static async ValueTask<(ResponseHead? Head, HttpViolation Violation)> ReadResponseAsync(Wire wire, CancellationToken cancellation)
    {
        while (true)
        {
            var status = HeadReader.TryReadResponse(
                wire.Buffered.Span, HeadLimits.Default, HeadStrictness.Tolerant, out var head, out int consumed, out var violation);
            if (status == OperationStatus.Done)
                wire.Take(consumed);
            if (status != OperationStatus.NeedMoreData)
                return (head, violation);
            if (!await wire.FillAsync(cancellation).ConfigureAwait(false))
                return (null, HttpViolation.None);
        }
    }

    /// <summary>Writes a request's head.</summary>
    public static ValueTask WriteAsync(Wire wire, RequestHead head, CancellationToken cancellation)
    {
        var bytes = new ArrayBufferWriter<byte>();
        HeadWriter.Write(bytes, head);
        return wire.WriteAsync(bytes.WrittenMemory, cancellation);
    }

    /// <summary>Writes an answer's head and, in the same segment, its body.</summary>
    public static ValueTask WriteAsync(Wire wire, ResponseHead head, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var bytes = new ArrayBufferWriter<byte>();
        HeadWriter.Write(bytes, head);
        bytes.Write(body.Span);
        return wire.WriteAsync(bytes.WrittenMemory, cancellation);
    }
}
