using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Protocol.Events;
using Wayleave.Protocol.Resp;
using Wayleave.Server.Events.Stores.Redis.Plain;

namespace Wayleave.Server.Events.Stores.Redis;

/// <summary>Reads what the scripts answer.</summary>
internal static class RedisAnswers
{
    /// <summary>A place, of three items.</summary>
    /// <param name="items">Epoch, offset, tag, and perhaps more.</param>
    /// <exception cref="StoreUnavailableException">It is none: something else has written to our keys.</exception>
    public static EventPosition Place(ImmutableArray<RespValue> items) =>
        (items is [var epoch, var offset, var tag, ..] ? RedisMessage.Position(epoch.AsText(), offset.AsText(), tag.AsText()) : null) ?? throw Strange("a channel's place");

    /// <summary>A look at a channel.</summary>
    /// <param name="answer">What <c>read.lua</c> gave.</param>
    /// <exception cref="StoreUnavailableException">It is none.</exception>
    public static StorePage Page(RespValue answer)
    {
        var items = answer.AsItems();
        var head = Place(items);
        return new StorePage(head, items.Length > 3 ? [.. items[3].AsItems().Select(entry => Entry(entry, head.Epoch))] : []) { DivergedEpoch = items.Length > 4 ? items[4].AsText() : null };
    }

    /// <summary>What was appended of plain messages, in order.</summary>
    /// <param name="answer">What <c>XREVRANGE</c> gave: the last first.</param>
    public static IEnumerable<string> PlainDigests(RespValue answer) => answer.AsItems().Reverse()
        .Select(entry => entry.AsItems() is [_, var fields] && fields.AsItems() is [_, RespValue.BulkString payload, _, _, _, _, _, var kind, _, var by]
            && kind.AsText() == "e" && by.AsText() == "f" ? PlainMessage.DigestOf(payload.Content) : null)
        .OfType<string>();

    private static StoredEvent Entry(RespValue entry, string epoch)
    {
        // id, then the fields in the order in which they were written: d payload, p previous tag, at milliseconds, k kind, …
        if (entry.AsItems() is [var id, var fields]
            && id.AsText()?.Split('-') is [var offset, var tag]
            && RedisMessage.Position(epoch, offset, tag) is { } position
            && fields.AsItems() is [_, RespValue.BulkString payload, _, var previous, _, var at, _, var kind, ..]
            && uint.TryParse(previous.AsText(), NumberStyles.None, CultureInfo.InvariantCulture, out var previousTag)
            && RedisMessage.Time(at.AsText()) is { } time
            && RedisMessage.TryKind(kind.AsText(), out var gap))
            return new StoredEvent(position, previousTag, EventPayload.Of(payload.Content), time, gap);
        throw Strange("an event in a channel's history");
    }

    private static StoreUnavailableException Strange(string what) => new($"Redis holds something else in place of {what}: do other programs write to keys that begin with {RedisKeys.Prefix}?");
}
