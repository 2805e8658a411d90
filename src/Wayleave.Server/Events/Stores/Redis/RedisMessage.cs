using System.Globalization;
using System.Text;
using Wayleave.Protocol.Events;

namespace Wayleave.Server.Events.Stores.Redis;

/// <summary>What is told of a channel.</summary>
/// <param name="Stored">What was appended; null where the channel began anew.</param>
internal readonly record struct RedisMessage(StoredEvent? Stored)
{
    private const int Words = 6;

    /// <summary>
    /// Reads one: <c>kind epoch offset tag previous-tag at</c>, a line end, and the payload. The kind is <c>e</c> for an event, <c>moved</c> for a
    /// channel that began anew, else a gap's reason.
    /// </summary>
    /// <param name="bytes">The message.</param>
    /// <param name="message">What it says.</param>
    /// <returns>False if it is none of ours.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, out RedisMessage message)
    {
        message = default;
        var end = bytes.Span.IndexOf((byte)'\n');
        if (end < 0 || Encoding.ASCII.GetString(bytes.Span[..end]).Split(' ') is not { Length: Words } words)
            return false;
        if (words[0] == "moved")
            return true;
        if (!TryKind(words[0], out var gap) || Position(words[1], words[2], words[3]) is not { } position
            || !uint.TryParse(words[4], NumberStyles.None, CultureInfo.InvariantCulture, out var previous) || Time(words[5]) is not { } at)
            return false;
        message = new RedisMessage(new StoredEvent(position, previous, EventPayload.Of(bytes[(end + 1)..]), at, gap));
        return true;
    }

    /// <summary>A place.</summary>
    /// <param name="epoch">Its epoch.</param>
    /// <param name="offset">Its offset.</param>
    /// <param name="tag">Its tag.</param>
    /// <returns>Null if it is none.</returns>
    public static EventPosition? Position(string? epoch, string? offset, string? tag) =>
        epoch is not null && EventPosition.IsEpoch(epoch)
        && long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= EventPosition.MaxOffset
        && uint.TryParse(tag, NumberStyles.None, CultureInfo.InvariantCulture, out var mark) && (number > 0 || mark == 0)
            ? new EventPosition(epoch, number, mark) : null;

    /// <summary>A time in milliseconds since 1970.</summary>
    /// <param name="text">The number.</param>
    public static DateTimeOffset? Time(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    /// <summary>What stands at a place.</summary>
    /// <param name="word">The word for it.</param>
    /// <param name="gap">A gap's reason; null for an event.</param>
    public static bool TryKind(string? word, out GapReason? gap)
    {
        gap = null;
        if (word == "e")
            return true;
        if (word is null || !GapReasons.TryParse(word, out var reason))
            return false;
        gap = reason;
        return true;
    }
}
