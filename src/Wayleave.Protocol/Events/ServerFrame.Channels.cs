using System.Buffers;
using System.Text.Json;

namespace Wayleave.Protocol.Events;

// What concerns one channel. All of a channel goes through one queue: a position is never told before the events below it.
public static partial class ServerFrame
{
    private static readonly string[] s_states = ["new", "ok", "gap"];

    /// <summary>Confirms a subscription.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="at">The channel's head at this moment: a client that loses its connection before the first event asks from here.</param>
    /// <param name="state">What became of the position asked from.</param>
    /// <param name="missed">How many events are replayed; null if none can be.</param>
    public static void Subscribed(IBufferWriter<byte> output, string channel, EventPosition at, ResumeState state, long? missed = null)
    {
        using var json = Begin(output, "subscribed"u8);
        json.WriteString("ch"u8, channel);
        WritePosition(json, "at"u8, at);
        json.WriteString("resume"u8, s_states[(int)state]);
        if (missed is { } count)
            json.WriteNumber("missed"u8, count);
        json.WriteEndObject();
    }

    /// <summary>
    /// An event. JSON is put in as the bytes are; text is a JSON string in <c>data</c>; bytes are base64 in <c>data</c> and
    /// <c>"encoding":"base64"</c> stands before it.
    /// </summary>
    /// <param name="output">Where to write.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="id">The event's position; null for one that is not numbered, which cannot be asked for again.</param>
    /// <param name="payload">What was published.</param>
    /// <param name="skip">How many offsets right before it were left out on purpose, so that their absence is no loss: 0 or more.</param>
    public static void Event(IBufferWriter<byte> output, string channel, EventPosition? id, EventPayload payload, long skip = 0)
    {
        using var json = Begin(output, "event"u8);
        json.WriteString("ch"u8, channel);
        if (id is { } position)
            WritePosition(json, "id"u8, position);
        if (skip > 0)
            json.WriteNumber("skip"u8, skip);
        WriteData(json, payload);
        json.WriteEndObject();
    }

    /// <summary>Says that all that was missed has been replayed: what follows is live.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="at">The position of the last event that was sent.</param>
    public static void CaughtUp(IBufferWriter<byte> output, string channel, EventPosition at)
    {
        using var json = Begin(output, "caught_up"u8);
        json.WriteString("ch"u8, channel);
        WritePosition(json, "at"u8, at);
        json.WriteEndObject();
    }

    /// <summary>Says that events are or may be missing here. The client loads its state anew and goes on from <paramref name="to"/>.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="reason">Why.</param>
    /// <param name="from">Where the client was; written null if it is not known.</param>
    /// <param name="to">Where the stream continues.</param>
    /// <param name="lost">How many events are missing; written null if nobody can know.</param>
    public static void Gap(IBufferWriter<byte> output, string channel, GapReason reason, EventPosition? from, EventPosition to, long? lost)
    {
        using var json = Begin(output, "gap"u8);
        json.WriteString("ch"u8, channel);
        json.WriteString("reason"u8, reason.Word());
        if (from is { } position)
            WritePosition(json, "from"u8, position);
        else
            json.WriteNull("from"u8);
        WritePosition(json, "to"u8, to);
        if (lost is { } count)
            json.WriteNumber("lost"u8, count);
        else
            json.WriteNull("lost"u8);
        json.WriteEndObject();
    }

    /// <summary>Tells who came to a channel and who left it.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="join">The ids of those who came.</param>
    /// <param name="leave">The ids of those who left.</param>
    /// <param name="snapshot">Whether <paramref name="join"/> is everybody who is there, so that all others have left.</param>
    public static void Presence(
        IBufferWriter<byte> output, string channel, ReadOnlySpan<string> join, ReadOnlySpan<string> leave, bool snapshot = false)
    {
        using var json = Begin(output, "presence"u8);
        json.WriteString("ch"u8, channel);
        if (snapshot)
            json.WriteBoolean("snapshot"u8, true);
        WriteMembers(json, "join"u8, join);
        WriteMembers(json, "leave"u8, leave);
        json.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlySpan<string> ids)
    {
        json.WriteStartArray(name);
        foreach (var id in ids)
        {
            // An object each, so that more may be told of a member one day.
            json.WriteStartObject();
            json.WriteString("id"u8, id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePosition(Utf8JsonWriter json, ReadOnlySpan<byte> name, EventPosition position)
    {
        json.WritePropertyName(name);
        WritePosition(json, position);
    }
}
