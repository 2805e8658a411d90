using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Wayleave.Protocol.Events;

namespace Wayleave.Fuzz.Targets;

internal static class EventMessages
{
    private static readonly EventPosition s_id = new("k3Qz", 105, 0x9f2c1a07);
    private static readonly JsonDocumentOptions s_depth = new() { MaxDepth = EventPayload.MaxDepth + 1 };

    public static FuzzTarget Target { get; } = new(
        "event-messages",
        "Whatever was published, a client gets its bytes within sound JSON, or all of them as they are; what goes out as text is UTF-8.",
        [
            FuzzTarget.Text("""{"type":"cv_progress","pct":40,"x":{"_id":[{}]}}"""),
            FuzzTarget.Text("""{"_id":1,"\u005fid":2,"\ud800":"}"} """),
            FuzzTarget.Text("{ }"),
            FuzzTarget.Text("[12345678901234567890, 1e999]"),
            FuzzTarget.Text("hello \"world\"\n"),
            FuzzTarget.Hex("7B2261223A22FF227D"),
        ],
        Check);

    private static string? Check(byte[] input, Random random)
    {
        var payload = EventPayload.Of(input);
        foreach (var controls in (bool[])[false, true])
        {
            var legacy = new ArrayBufferWriter<byte>();
            if (LegacyEvent.Write(legacy, payload, s_id, controls: controls) && !Utf8.IsValid(legacy.WrittenSpan))
                return "text that is no UTF-8";
            if ((controls || payload.Kind == PayloadKind.JsonObject) && !HasId(legacy.WrittenMemory))
                return "no id";
            if (!controls && payload.Kind != PayloadKind.JsonObject && !legacy.WrittenSpan.SequenceEqual(input))
                return "other bytes than were published";
        }

        var frame = new ArrayBufferWriter<byte>();
        ServerFrame.Event(frame, "a", s_id, payload);
        using var read = JsonDocument.Parse(frame.WrittenMemory, s_depth);
        var data = read.RootElement.GetProperty("data");
        return payload.Kind switch
        {
            PayloadKind.Binary => data.GetBytesFromBase64().AsSpan().SequenceEqual(input),
            PayloadKind.Text => data.ValueEquals(input),
            _ => frame.WrittenSpan.IndexOf(input) >= 0,
        } ? null : "the event holds something else";
    }

    private static bool HasId(ReadOnlyMemory<byte> message)
    {
        using var read = JsonDocument.Parse(message, s_depth);
        var last = s_id.ToString();
        return read.RootElement.EnumerateObject().Any(member =>
            member.Value.ValueKind == JsonValueKind.String && member.Value.GetRawText() == $"\"{last}\"");
    }
}
