using System.Buffers;
using Wayleave.Protocol.Frames;

namespace Wayleave.Protocol.Carry;

/// <summary>Bytes that are added at one end and let go at the other. It grows as far as it must, and holds no memory while it is empty. Not thread-safe.</summary>
/// <remarks>It begins as large as it became the last time: where much comes and goes again and again, growing by and by would copy all of it once more.</remarks>
public sealed class ByteRing
{
    private const int LeastBytes = 512;

    private byte[] _bytes = [];
    private int _first;
    private int _most;
    private int _usual;

    /// <summary>How many bytes it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Adds bytes.</summary>
    /// <param name="bytes">The bytes; they are copied.</param>
    public void Append(ReadOnlySpan<byte> bytes) => Append(bytes, 0);

    /// <summary>Adds bytes that are masked, without their mask.</summary>
    /// <param name="bytes">The bytes; they are copied.</param>
    /// <param name="mask">The key, from the first byte on; 0: they are not masked.</param>
    public void Append(ReadOnlySpan<byte> bytes, uint mask)
    {
        if (bytes.IsEmpty)
            return;
        MakeRoom(bytes.Length);
        var at = (_first + Count) % _bytes.Length;
        var whole = Math.Min(bytes.Length, _bytes.Length - at);
        bytes[..whole].CopyTo(_bytes.AsSpan(at));
        bytes[whole..].CopyTo(_bytes);
        Masking.Apply(_bytes.AsSpan(at, whole), mask, 0);
        Masking.Apply(_bytes.AsSpan(0, bytes.Length - whole), mask, whole);
        Count += bytes.Length;
        _most = Math.Max(_most, Count);
    }

    /// <summary>Copies what it holds.</summary>
    /// <param name="offset">From which byte on, 0 to <see cref="Count"/>.</param>
    /// <param name="destination">Where to.</param>
    /// <returns>How many bytes were copied: as many as there are, and as fit.</returns>
    public int Copy(int offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Count);
        var count = Math.Min(destination.Length, Count - offset);
        if (count == 0)
            return 0;
        var at = (_first + offset) % _bytes.Length;
        var whole = Math.Min(count, _bytes.Length - at);
        _bytes.AsSpan(at, whole).CopyTo(destination);
        _bytes.AsSpan(0, count - whole).CopyTo(destination[whole..]);
        return count;
    }

    /// <summary>The first bytes, as many of them as lie together.</summary>
    public ReadOnlySpan<byte> Front => _bytes.AsSpan(_first, Math.Min(Count, _bytes.Length - _first));

    /// <summary>Lets the first bytes go.</summary>
    /// <param name="count">How many, 0 to <see cref="Count"/>.</param>
    public void Drop(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        Count -= count;
        if (Count > 0)
            _first = (_first + count) % _bytes.Length;
        else
            Release();
    }

    /// <summary>Lets go of everything.</summary>
    public void Release()
    {
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _first, Count) = ([], 0, 0);
        (_usual, _most) = (_most, 0);
    }

    private void MakeRoom(int more)
    {
        if (Count + more <= _bytes.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(LeastBytes, _usual), Math.Max(_bytes.Length * 2, Count + more)));
        Copy(0, larger);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _first) = (larger, 0);
    }
}
