using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace Wayleave.Protocol.Events;

/// <summary>Reads a server's frame member by member. The first member that is not as it must be is the flaw, and what follows it does not matter.</summary>
internal struct ServerMembers
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = ServerMessage.MaxDepth };

    private readonly JsonElement _frame;
    private ServerMessageViolation _violation;

    private ServerMembers(JsonElement frame) => _frame = frame;

    /// <summary>Reads a frame.</summary>
    /// <param name="message">The frame, whole.</param>
    /// <param name="read">What it says; null if it is none.</param>
    /// <returns>Why it is none.</returns>
    public static ServerMessageViolation Read(ReadOnlyMemory<byte> message, out ServerMessage? read)
    {
        read = null;
        // The reader does not look into strings that it passes over.
        if (!Utf8.IsValid(message.Span))
            return ServerMessageViolation.NotJson;
        try
        {
            using var document = JsonDocument.Parse(message, s_options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return ServerMessageViolation.NotAnObject;
            var members = new ServerMembers(document.RootElement);
            var made = members.Make();
            if (members._violation == ServerMessageViolation.None)
                read = made;
            return members._violation;
        }
        catch (JsonException)
        {
            // The reader has no other way to say so.
            return ServerMessageViolation.NotJson;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair in a name, as in "\ud800", is sound JSON (RFC 8259 §8.2) and no text; the reader throws at it.
            return ServerMessageViolation.NotJson;
        }
    }

    private ServerMessage? Make()
    {
        var type = Text("type"u8);
        if (type is null)
            Fail(ServerMessageViolation.TypeMissing);
        return type switch
        {
            null => null,
            "hello" => new ServerMessage.Hello(
                Text("session"u8) ?? "", Text("node"u8) ?? "", Required(Seconds("heartbeat"u8)), Milliseconds("retry_window"u8) ?? TimeSpan.Zero, Seconds("token_expires_in"u8)),
            "subscribed" => new ServerMessage.Subscribed(Channel(), Position("at"u8), State(), Count("missed"u8)),
            "event" => MakeEvent(),
            "caught_up" => new ServerMessage.CaughtUp(Channel(), Position("at"u8)),
            "gap" => new ServerMessage.Gap(Channel(), Word("reason"u8), PositionIfAny("from"u8), Position("to"u8), Count("lost"u8)),
            "heartbeat" => new ServerMessage.Heartbeat(Heads(), Milliseconds("retry_window"u8), Flag("degraded"u8)),
            "pong" => new ServerMessage.Pong(),
            "presence" => new ServerMessage.Presence(Channel(), Ids("join"u8), Ids("leave"u8), Flag("snapshot"u8)),
            "auth" => new ServerMessage.Auth(Seconds("expires_in"u8)),
            "reconnect" => new ServerMessage.Reconnect(Milliseconds("after"u8) ?? TimeSpan.Zero, Text("reason"u8) ?? ""),
            "error" => new ServerMessage.Error(Word("code"u8), Has("ch"u8, out _) ? Channel() : null, Flag("retry"u8), Text("message"u8) ?? ""),
            _ => new ServerMessage.Unknown(type),
        };
    }

    private ServerMessage.Event? MakeEvent()
    {
        var (channel, id, skip) = (Channel(), PositionIfAny("id"u8), Count("skip"u8) ?? 0);
        // What was published as null is null here.
        if (!_frame.TryGetProperty("data"u8, out var data))
        {
            Fail(ServerMessageViolation.DataWrong);
            return null;
        }

        var isBinary = Text("encoding"u8) == "base64";
        if (!isBinary)
            // As it stands there: big numbers, spacing and repeated members stay.
            return new ServerMessage.Event(channel, id, skip, JsonMarshal.GetRawUtf8Value(data).ToArray(), false);
        byte[]? bytes = null;
        if (data.ValueKind != JsonValueKind.String || !data.TryGetBytesFromBase64(out bytes))
            Fail(ServerMessageViolation.DataWrong);
        return new ServerMessage.Event(channel, id, skip, bytes, true);
    }

    private readonly bool Has(ReadOnlySpan<byte> name, out JsonElement value) =>
        _frame.TryGetProperty(name, out value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);

    private readonly string? Text(ReadOnlySpan<byte> name) => Has(name, out var value) ? TextOf(value) : null;

    private string Word(ReadOnlySpan<byte> name)
    {
        var word = Text(name);
        if (string.IsNullOrEmpty(word))
            Fail(ServerMessageViolation.WordWrong);
        return word ?? "";
    }

    private string Channel() => CheckedName(Text("ch"u8));

    private string CheckedName(string? name)
    {
        if (name is null || ChannelName.Check(name) != ChannelNameViolation.None)
            Fail(ServerMessageViolation.ChannelWrong);
        return name ?? "";
    }

    private EventPosition Position(ReadOnlySpan<byte> name) => CheckedPosition(Text(name));

    private EventPosition CheckedPosition(string? text)
    {
        if (!EventPosition.TryParse(text, out var position))
            Fail(ServerMessageViolation.PositionWrong);
        return position;
    }

    private EventPosition? PositionIfAny(ReadOnlySpan<byte> name) => Has(name, out _) ? Position(name) : null;

    private ResumeState State()
    {
        switch (Text("resume"u8))
        {
            case "new": return ResumeState.New;
            case "ok": return ResumeState.Ok;
            case "gap": return ResumeState.Gap;
            default:
                Fail(ServerMessageViolation.WordWrong);
                return default;
        }
    }

    private long? Count(ReadOnlySpan<byte> name)
    {
        if (!Has(name, out var value))
            return null;
        long count = 0;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out count) || count is < 0 or > EventPosition.MaxOffset)
            Fail(ServerMessageViolation.NumberWrong);
        return count;
    }

    private TimeSpan Required(TimeSpan? time)
    {
        if (time is null || time == TimeSpan.Zero)
            Fail(ServerMessageViolation.NumberWrong);
        return time ?? default;
    }

    private TimeSpan? Seconds(ReadOnlySpan<byte> name) => Time(name, TimeSpan.TicksPerSecond);

    private TimeSpan? Milliseconds(ReadOnlySpan<byte> name) => Time(name, TimeSpan.TicksPerMillisecond);

    private TimeSpan? Time(ReadOnlySpan<byte> name, long unit)
    {
        if (!Has(name, out var value))
            return null;
        double number = 0;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out number) || !(number >= 0))
            Fail(ServerMessageViolation.NumberWrong);
        // A session may last longer than a day: who hears of more need not know how much.
        return TimeSpan.FromTicks((long)Math.Min(number * unit, ServerMessage.MaxTime.Ticks));
    }

    private readonly bool Flag(ReadOnlySpan<byte> name) => Has(name, out var value) && value.ValueKind == JsonValueKind.True;

    private ImmutableArray<KeyValuePair<string, EventPosition>> Heads()
    {
        var heads = ImmutableArray.CreateBuilder<KeyValuePair<string, EventPosition>>();
        if (Has("at"u8, out var at) && at.ValueKind == JsonValueKind.Object)
            foreach (var each in at.EnumerateObject())
                heads.Add(KeyValuePair.Create(CheckedName(each.Name), CheckedPosition(TextOf(each.Value))));
        return heads.ToImmutable();
    }

    private readonly ImmutableArray<string> Ids(ReadOnlySpan<byte> name)
    {
        var ids = ImmutableArray.CreateBuilder<string>();
        if (Has(name, out var members) && members.ValueKind == JsonValueKind.Array)
            foreach (var each in members.EnumerateArray())
                if (each.ValueKind == JsonValueKind.Object && each.TryGetProperty("id"u8, out var id) && TextOf(id) is { } text)
                    ids.Add(text);
        return ids.ToImmutable();
    }

    private void Fail(ServerMessageViolation violation)
    {
        if (_violation == ServerMessageViolation.None)
            _violation = violation;
    }

    private static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
