using System.Buffers;

namespace Wayleave.Server.Carry;

/// <summary>Bytes that are gathered and then let go of as a whole: memory, of the pool's, is held only in between. Not thread-safe.</summary>
internal sealed class PooledBytes : IBufferWriter<byte>
{
    private const int LeastBytes = 512;

    private byte[] _bytes = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>All of them.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Count);

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - Count);
        Count += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(Count);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Lets go of all of them.</summary>
    public void Release()
    {
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, Count) = ([], 0);
    }

    private void MakeRoom(int more)
    {
        if (_bytes.Length - Count >= more)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(LeastBytes, Math.Max(2 * _bytes.Length, Count + more)));
        Written.CopyTo(larger);
        var count = Count;
        Release();
        (_bytes, Count) = (larger, count);
    }
}
