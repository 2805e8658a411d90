using System.Buffers;

namespace Wayleave.Server.Carry.Pages;

/// <summary>Unpacks a page piece by piece, and packs it again in the same way.</summary>
internal abstract class PageCodec : IDisposable
{
    /// <summary>Gives it a packed piece; what it unpacks to is read before the next one is given.</summary>
    /// <param name="piece">The piece.</param>
    public abstract void Feed(ReadOnlySpan<byte> piece);

    /// <summary>Reads of what was given.</summary>
    /// <param name="plain">Where to.</param>
    /// <returns>How much; 0: more must be given.</returns>
    /// <exception cref="InvalidDataException">It is not packed as is said.</exception>
    public abstract int Read(Span<byte> plain);

    /// <summary>Packs.</summary>
    /// <param name="plain">What.</param>
    /// <param name="output">Where to; what is missing comes with <see cref="Flush"/>.</param>
    public abstract void Write(ReadOnlySpan<byte> plain, IBufferWriter<byte> output);

    /// <summary>Writes so much that all that was packed can be read.</summary>
    /// <param name="output">Where to.</param>
    public abstract void Flush(IBufferWriter<byte> output);

    /// <summary>Ends what is packed.</summary>
    /// <param name="output">Where to.</param>
    public abstract void End(IBufferWriter<byte> output);

    /// <inheritdoc/>
    public abstract void Dispose();
}
