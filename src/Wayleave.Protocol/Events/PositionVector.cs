using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Wayleave.Protocol.Events;

/// <summary>The positions of several channels in one text of base64url: an id for SSE, a cursor for a route with several channels.</summary>
/// <remarks>
/// <para>The bytes: one for the version (1), then for each channel 8 of its key, one with the epoch's length, the epoch in ASCII, the
/// offset in groups of seven bits (lowest first, the top bit says that more follow) and 4 of the tag; numbers are big-endian. That is about 22 bytes a channel.</para>
/// <para>A channel's key is the beginning of its name's SHA-256. So the text neither grows with names nor rests on their order:
/// a route that gets another channel takes the old vectors. Should two keys ever be the same, the tag gives it away and a gap is announced.</para>
/// </remarks>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc4648#section-5">RFC 4648 §5</seealso>
/// <seealso href="https://html.spec.whatwg.org/multipage/server-sent-events.html#the-last-event-id-header">The Last-Event-ID header</seealso>
public sealed class PositionVector : IEquatable<PositionVector>
{
    /// <summary>The most channels of one vector: 128, so that the longest text fits into a header line of 8 KiB, which is what proxies take.</summary>
    public const int MaxChannels = 128;

    /// <summary>The longest text, in characters of ASCII: 6316.</summary>
    public const int MaxTextLength = ((MaxBytes * 4) + 2) / 3;

    private const int KeyLength = 8;
    private const int MaxOffsetLength = 8; // 54 bits in groups of seven
    private const int MaxBytes = 1 + (MaxChannels * (KeyLength + 1 + EventPosition.MaxEpochLength + MaxOffsetLength + sizeof(uint)));
    private const byte Version = 1;
    private readonly ImmutableArray<KeyValuePair<ulong, EventPosition>> _entries;

    private PositionVector(ImmutableArray<KeyValuePair<ulong, EventPosition>> entries) => _entries = entries;

    /// <summary>The vector of no channel.</summary>
    public static PositionVector Empty { get; } = new([]);

    /// <summary>How many channels it has: 0 to <see cref="MaxChannels"/>.</summary>
    public int Count => _entries.Length;

    /// <summary>This vector with a channel's position put in or replaced.</summary>
    /// <param name="channel">The channel's name.</param>
    /// <param name="position">Its position.</param>
    /// <exception cref="ArgumentException">The position is none.</exception>
    /// <exception cref="InvalidOperationException">There would be more than <see cref="MaxChannels"/>.</exception>
    public PositionVector With(string channel, EventPosition position)
    {
        if (position.Epoch.Length == 0)
            throw new ArgumentException("A position without an epoch is none", nameof(position));
        var key = KeyOf(channel);
        var entry = KeyValuePair.Create(key, position);
        var at = IndexOf(key);
        if (at >= 0)
            return new(_entries.SetItem(at, entry));
        if (Count == MaxChannels)
            throw new InvalidOperationException($"A vector holds at most {MaxChannels} channels");
        return new(_entries.Add(entry));
    }

    /// <summary>A channel's position; null if the vector does not know the channel.</summary>
    /// <param name="channel">The channel's name.</param>
    public EventPosition? Find(string channel) => IndexOf(KeyOf(channel)) is >= 0 and var at ? _entries[at].Value : null;

    /// <summary>Reads a vector from its text; anything but the very text that would be written is none.</summary>
    /// <param name="text">What somebody sent; any length.</param>
    /// <param name="vector">The vector; empty if it is none.</param>
    /// <returns>False if it is none.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out PositionVector vector)
    {
        vector = Empty;
        Span<byte> bytes = stackalloc byte[MaxBytes];
        // A longer text finds no room here. Not TryDecodeFromChars, which throws at what is no base64url.
        if (Base64Url.DecodeFromChars(text, bytes, out _, out var length) != OperationStatus.Done || length == 0)
            return false;

        var entries = ImmutableArray.CreateBuilder<KeyValuePair<ulong, EventPosition>>();
        var keys = new HashSet<ulong>();
        ReadOnlySpan<byte> rest = bytes[1..length];
        while (!rest.IsEmpty)
        {
            if (entries.Count == MaxChannels || !TryReadEntry(ref rest, out var entry) || !keys.Add(entry.Key))
                return false;
            entries.Add(entry);
        }

        var read = new PositionVector(entries.ToImmutable());
        // Another version, padding, white space, spare bits, numbers made longer than need be: one comparison refuses them all.
        if (!text.SequenceEqual(read.ToString()))
            return false;
        vector = read;
        return true;
    }

    /// <summary>The text, in base64url without padding.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[MaxBytes];
        bytes[0] = Version;
        var length = 1;
        foreach (var (key, position) in _entries)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes[length..], key);
            length += KeyLength;
            bytes[length++] = (byte)position.Epoch.Length;
            length += Encoding.ASCII.GetBytes(position.Epoch, bytes[length..]);
            var offset = position.Offset;
            for (; offset > 0x7F; offset >>= 7)
                bytes[length++] = (byte)(0x80 | offset);
            bytes[length++] = (byte)offset;
            BinaryPrimitives.WriteUInt32BigEndian(bytes[length..], position.Tag);
            length += sizeof(uint);
        }

        return Base64Url.EncodeToString(bytes[..length]);
    }

    /// <summary>Whether both hold the same positions in the same order.</summary>
    /// <param name="other">The other.</param>
    public bool Equals(PositionVector? other) => other is not null && _entries.AsSpan().SequenceEqual(other._entries.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PositionVector);

    /// <inheritdoc/>
    public override int GetHashCode() => _entries.IsEmpty ? 0 : HashCode.Combine(Count, _entries[0], _entries[^1]);

    private int IndexOf(ulong key)
    {
        for (var at = 0; at < _entries.Length; at++)
            if (_entries[at].Key == key)
                return at;
        return -1;
    }

    private static ulong KeyOf(string channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(channel)));
    }

    private static bool TryReadEntry(ref ReadOnlySpan<byte> rest, out KeyValuePair<ulong, EventPosition> entry)
    {
        entry = default;
        if (rest.Length <= KeyLength)
            return false;
        var key = BinaryPrimitives.ReadUInt64BigEndian(rest);
        int epochLength = rest[KeyLength];
        rest = rest[(KeyLength + 1)..];
        if (rest.Length < epochLength)
            return false;
        var epoch = Encoding.Latin1.GetString(rest[..epochLength]);
        rest = rest[epochLength..];

        long offset = 0;
        for (var group = 0; ; group++)
        {
            if (rest.IsEmpty)
                return false;
            var value = rest[0];
            rest = rest[1..];
            offset |= (long)(value & 0x7F) << (7 * group);
            if (value < 0x80)
                break;
        }

        if (!BinaryPrimitives.TryReadUInt32BigEndian(rest, out var tag) || !EventPosition.IsSound(epoch, offset, tag))
            return false;
        rest = rest[sizeof(uint)..];
        entry = KeyValuePair.Create(key, new EventPosition(epoch, offset, tag));
        return true;
    }
}
