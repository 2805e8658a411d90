namespace Wayleave.Protocol.Frames;

/// <summary>A growing run of bytes that is handed over, not copied, when it is complete.</summary>
/// <remarks>It grows with what has come, never with what was announced: fourteen bytes must not make us allocate megabytes.</remarks>
internal sealed class PayloadBuffer
{
    private byte[] _bytes = [];

    /// <summary>How many bytes are held.</summary>
    public int Length { get; private set; }

    /// <summary>Copies bytes to the end and gives the copy.</summary>
    public Span<byte> Append(ReadOnlySpan<byte> source)
    {
        var needed = Length + source.Length;
        if (needed > _bytes.Length)
            // The first piece is taken as it is, since most messages come whole; then doubling keeps copies linear.
            Array.Resize(ref _bytes, Length == 0 ? needed : (int)Math.Min(Array.MaxLength, Math.Max(needed, Length * 2L)));
        var kept = _bytes.AsSpan(Length, source.Length);
        source.CopyTo(kept);
        Length = needed;
        return kept;
    }

    /// <summary>The bytes from there to the end.</summary>
    public ReadOnlySpan<byte> From(int start) => _bytes.AsSpan(start, Length - start);

    /// <summary>Gives the bytes away and begins anew.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        var taken = _bytes.AsMemory(0, Length);
        Clear();
        return taken;
    }

    /// <summary>Forgets the bytes.</summary>
    public void Clear() => (_bytes, Length) = ([], 0);

    /// <summary>Forgets the bytes and keeps the room.</summary>
    public void Rewind() => Length = 0;
}
