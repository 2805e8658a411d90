using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Wayleave.Protocol.Events;

/// <summary>A place in a channel's stream of events: just behind one event, or before the first. Written <c>k3Qz:105:9f2c1a07</c>.</summary>
/// <remarks>
/// The client keeps it, so that any node can say after any crash whether something is missing. The epoch tells one life of a
/// channel from the next; the tag, drawn by chance for each event, tells two streams apart that both count to 105, as a
/// fail-over to a replica that had not yet heard everything makes them. Each position has exactly one text, so ids may be compared as text.
/// A position that was not constructed (<c>default</c>) has an empty epoch and is none.
/// </remarks>
public readonly record struct EventPosition
{
    /// <summary>The longest epoch: 16 characters.</summary>
    public const int MaxEpochLength = 16;

    /// <summary>The highest offset: 2⁵³, what JavaScript still counts exactly.</summary>
    public const long MaxOffset = 1L << 53;

    /// <summary>The longest text: 42 characters, all of them ASCII.</summary>
    public const int MaxTextLength = MaxEpochLength + 1 + 16 + 1 + TagLength;

    private const int TagLength = 8;
    private static readonly SearchValues<char> s_base62 = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    private static readonly SearchValues<char> s_hex = SearchValues.Create("0123456789abcdef");
    private readonly string? _epoch;

    /// <summary>A position in the stream of one epoch.</summary>
    /// <param name="epoch">1 to 16 characters of base62.</param>
    /// <param name="offset">0 to <see cref="MaxOffset"/>; 0 is before the first event.</param>
    /// <param name="tag">The tag of the event at the offset; 0 at offset 0.</param>
    /// <exception cref="ArgumentException">A part is not as described.</exception>
    public EventPosition(string epoch, long offset, uint tag)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        if (!IsEpoch(epoch))
            throw new ArgumentException("An epoch is 1 to 16 characters of base62", nameof(epoch));
        if (!IsSound(epoch, offset, tag))
            throw new ArgumentOutOfRangeException(nameof(offset), $"Offset {offset} with tag {tag:x8} makes no position: it is 0 to 2^53, and at 0 the tag is 0");
        (_epoch, Offset, Tag) = (epoch, offset, tag);
    }

    /// <summary>Which life of the channel is meant: 1 to 16 characters of base62.</summary>
    public string Epoch => _epoch ?? "";

    /// <summary>How many events the channel had got in this epoch: 0 to <see cref="MaxOffset"/>.</summary>
    public long Offset { get; }

    /// <summary>The tag of the event at the offset; 0 at offset 0.</summary>
    public uint Tag { get; }

    /// <summary>The position before the first event of an epoch; the head of a channel never published to. Written <c>k3Qz:0:0</c>.</summary>
    /// <param name="epoch">1 to 16 characters of base62.</param>
    /// <exception cref="ArgumentException">The epoch is none.</exception>
    public static EventPosition Start(string epoch) => new(epoch, 0, 0);

    /// <summary>Whether a text may be an epoch: 1 to 16 characters of base62.</summary>
    /// <param name="text">The text.</param>
    public static bool IsEpoch(ReadOnlySpan<char> text) => text.Length is >= 1 and <= MaxEpochLength && !text.ContainsAnyExcept(s_base62);

    /// <summary>Reads a position from its text; anything but the very text that would be written is none.</summary>
    /// <param name="text">What somebody sent; any length.</param>
    /// <param name="position">The position.</param>
    /// <returns>False if it is none.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out EventPosition position)
    {
        position = default;
        Span<Range> parts = stackalloc Range[4];
        if (text.Split(parts, ':') != 3)
            return false;

        ReadOnlySpan<char> epoch = text[parts[0]], digits = text[parts[1]], hex = text[parts[2]];
        if (!IsEpoch(epoch) || !TryReadNumber(digits, out var offset))
            return false;

        uint tag = 0;
        if (offset == 0 ? hex is not "0" : hex.Length != TagLength || hex.ContainsAnyExcept(s_hex))
            return false;
        if (offset > MaxOffset || (offset > 0 && !uint.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out tag)))
            return false;

        position = new(epoch.ToString(), offset, tag);
        return true;
    }

    /// <summary>Writes the text in ASCII.</summary>
    /// <param name="destination">At least <see cref="MaxTextLength"/> bytes.</param>
    /// <returns>The bytes written.</returns>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public int Write(Span<byte> destination)
    {
        if (destination.Length < MaxTextLength)
            throw new ArgumentException($"A position may take {MaxTextLength} bytes, and there are {destination.Length}", nameof(destination));
        var written = Encoding.ASCII.GetBytes(Epoch, destination);
        destination[written++] = (byte)':';
        Utf8Formatter.TryFormat(Offset, destination[written..], out var digits);
        written += digits;
        destination[written++] = (byte)':';
        Utf8Formatter.TryFormat(Tag, destination[written..], out var hex, Offset == 0 ? default : new StandardFormat('x', TagLength));
        return written + hex;
    }

    /// <summary>The text: <c>k3Qz:105:9f2c1a07</c>, or <c>k3Qz:0:0</c> before the first event.</summary>
    public override string ToString()
    {
        Span<byte> text = stackalloc byte[MaxTextLength];
        return Encoding.ASCII.GetString(text[..Write(text)]);
    }

    /// <summary>Reads a number as it would be written. <c>long.TryParse</c> alone takes leading zeros, and NULs behind the digits.</summary>
    internal static bool TryReadNumber(ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        return text is not ['0', _, ..] && !text.ContainsAnyExceptInRange('0', '9')
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    internal static bool IsSound(ReadOnlySpan<char> epoch, long offset, uint tag) =>
        IsEpoch(epoch) && offset is >= 0 and <= MaxOffset && (offset > 0 || tag == 0);
}
