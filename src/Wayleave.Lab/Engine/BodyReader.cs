using System.Runtime.CompilerServices;
using Wayleave.Protocol.Http;

namespace Wayleave.Lab.Engine;

/// <summary>Reads a body, or a whole tunnel, as timed chunks: never more than one in memory.</summary>
internal static class BodyReader
{
    /// <summary>Reads until the body's end by its framing; a tunnel's is <see cref="BodyKind.UntilClose"/>.</summary>
    /// <param name="wire">Where from.</param>
    /// <param name="framing">How its end is found.</param>
    /// <param name="raw">Whether a chunked body keeps its chunk lines: yes when it is passed on as it is.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends every wait.</param>
    /// <exception cref="IOException">The body ends early or is malformed.</exception>
    public static IAsyncEnumerable<Chunk> ReadAsync(
        Wire wire, BodyFraming framing, bool raw, TimeProvider time, CancellationToken cancellation) => framing.Kind switch
        {
            BodyKind.Chunked => ReadChunkedAsync(wire, raw, time, cancellation),
            BodyKind.Length => ReadPlainAsync(wire, framing.Length, time, cancellation),
            BodyKind.UntilClose => ReadPlainAsync(wire, null, time, cancellation),
            _ => AsyncEnumerable.Empty<Chunk>(),
        };

    private static async IAsyncEnumerable<Chunk> ReadPlainAsync(
        Wire wire, long? length, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (long left = length ?? long.MaxValue; left > 0;)
        {
            if (wire.Buffered.IsEmpty && !await wire.FillAsync(cancellation).ConfigureAwait(false))
            {
                if (length is null)
                    yield break;
                throw new IOException("The body ended early.");
            }

            var bytes = wire.TakeCopy((int)Math.Min(left, wire.Buffered.Length));
            left -= bytes.Length;
            yield return new Chunk(bytes, time.GetTimestamp());
        }
    }

    private static async IAsyncEnumerable<Chunk> ReadChunkedAsync(
        Wire wire, bool raw, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var chunks = new ChunkedReader(long.MaxValue);
        for (var step = ChunkedRead.NeedMoreData; step != ChunkedRead.Done;)
        {
            if (wire.Buffered.IsEmpty && !await wire.FillAsync(cancellation).ConfigureAwait(false))
                throw new IOException("The body ended early.");
            step = Step(chunks, wire, raw, out var bytes);
            if (!bytes.IsEmpty)
                yield return new Chunk(bytes, time.GetTimestamp());
        }
    }

    /// <summary>Takes one step through what is buffered; gives the step's bytes, or only its payload.</summary>
    private static ChunkedRead Step(ChunkedReader chunks, Wire wire, bool raw, out ReadOnlyMemory<byte> bytes)
    {
        var step = chunks.Read(wire.Buffered.Span, out var payload, out int consumed, out var violation);
        if (step == ChunkedRead.Invalid)
            throw new IOException($"The body is malformed: {violation}.");
        bytes = raw ? wire.Buffered[..consumed].ToArray() : payload.ToArray();
        wire.Take(consumed);
        return step;
    }
}
