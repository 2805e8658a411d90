using System.Buffers;
using System.Text.Json;

namespace Wayleave.Protocol.Events;

/// <summary>Writes an event for clients that know no envelopes: as it was published, with its id put in as one more member.</summary>
/// <remarks>
/// <para>A JSON object gets <c>,"_id":"k3Qz:101:77aa0e10"</c> before its last brace, and no other byte of it changes: a reader that
/// wrote it anew would round big numbers and drop members of the same name. An object that has a member of that name keeps
/// it, and ours is called <c>_wayleave_id</c>; it comes last, so it is ours that readers take even if the object had that one too.</para>
/// <para>Anything else has no room for a member and passes as it is. A client that asked for control frames takes every message
/// for JSON, so there it is wrapped: <c>{"type":"message","_id":…,"data":…}</c>; bytes as base64, with <c>"encoding":"base64"</c> before them.</para>
/// </remarks>
public static class LegacyEvent
{
    /// <summary>The usual name of the member: <c>_id</c>.</summary>
    public const string DefaultMember = "_id";

    /// <summary>The member's name where the usual one is taken: <c>_wayleave_id</c>. A client looks for this one first.</summary>
    public const string OtherMember = "_wayleave_id";

    /// <summary>The member that says how many events were left out on purpose right before this one: <c>_skip</c>; only for those who asked for control frames.</summary>
    public const string SkipMember = "_skip";

    /// <summary>Writes one message.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="payload">What was published.</param>
    /// <param name="id">The event's position; null for one that is not numbered: then no member is added.</param>
    /// <param name="member">The member's name.</param>
    /// <param name="controls">Whether the client asked for control frames.</param>
    /// <param name="skip">How many offsets right before it were left out on purpose, so that their absence is no loss: 0 or more.</param>
    /// <returns>True if it is to go out as text, false if as a binary message.</returns>
    public static bool Write(
        IBufferWriter<byte> output, EventPayload payload, EventPosition? id, string member = DefaultMember, bool controls = false, long skip = 0)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentException.ThrowIfNullOrEmpty(member);
        if (payload.Kind == PayloadKind.JsonObject && id is { } position)
            Splice(output, payload.Bytes.Span, position, member, skip);
        else if (payload.Kind != PayloadKind.JsonObject && controls)
            Wrap(output, payload, id, member, skip);
        else
            output.Write(payload.Bytes.Span);
        return controls || payload.Kind != PayloadKind.Binary;
    }

    private static void Splice(IBufferWriter<byte> output, ReadOnlySpan<byte> json, EventPosition id, string member, long skip)
    {
        var (isEmpty, isTaken) = Look(json, member);
        // It is a JSON object: behind its last brace there is at most white space.
        var end = json.LastIndexOf((byte)'}');
        Span<byte> text = stackalloc byte[EventPosition.MaxTextLength];
        output.Write(json[..end]);
        output.Write(isEmpty ? "\""u8 : ",\""u8);
        output.Write(JsonEncodedText.Encode(isTaken ? OtherMember : member, ServerFrame.Encoder).EncodedUtf8Bytes);
        output.Write("\":\""u8);
        output.Write(text[..id.Write(text)]);
        output.Write("\""u8);
        if (skip > 0)
            output.Write(System.Text.Encoding.ASCII.GetBytes($",\"{SkipMember}\":{skip}"));
        output.Write(json[end..]);
    }

    /// <summary>Whether the object has no members, and whether it has one of this name, however that is escaped.</summary>
    private static (bool IsEmpty, bool IsTaken) Look(ReadOnlySpan<byte> json, string member)
    {
        var reader = EventPayload.Reader(json);
        reader.Read();
        var isEmpty = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            isEmpty = false;
            if (JsonMember.Is(ref reader, member))
                return (false, true);
            reader.Skip();
        }

        return (isEmpty, false);
    }

    private static void Wrap(IBufferWriter<byte> output, EventPayload payload, EventPosition? id, string member, long skip)
    {
        using var json = ServerFrame.Begin(output, "message"u8);
        if (id is { } position)
        {
            json.WritePropertyName(member is "type" or "data" or "encoding" ? OtherMember : member);
            ServerFrame.WritePosition(json, position);
        }

        if (skip > 0)
            json.WriteNumber(SkipMember, skip);
        ServerFrame.WriteData(json, payload);
        json.WriteEndObject();
    }
}
