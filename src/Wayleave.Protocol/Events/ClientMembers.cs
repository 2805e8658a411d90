using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Wayleave.Protocol.Events;

/// <summary>The members of a client's frame that mean something, as they stand in it: null for what is missing or is of no use.</summary>
internal struct ClientMembers
{
    public string? Type { get; private set; }

    public string? Channel { get; private set; }

    public string? Since { get; private set; }

    public string? Token { get; private set; }

    /// <summary>Reads a JSON object to its end: a frame counts only if all of it is sound.</summary>
    public static ClientFrameViolation Read(ReadOnlySpan<byte> message, out ClientMembers members)
    {
        members = default;
        // The reader does not look into strings that it passes over.
        if (!Utf8.IsValid(message))
            return ClientFrameViolation.NotJson;
        try
        {
            var reader = new Utf8JsonReader(message, new JsonReaderOptions { MaxDepth = ClientFrame.MaxDepth });
            return members.Read(ref reader);
        }
        catch (JsonException)
        {
            // The reader has no other way to say so.
            return ClientFrameViolation.NotJson;
        }
    }

    private ClientFrameViolation Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        var seen = Member.None;
        var isRepeated = false;
        while (reader.Read())
        {
            // Nested objects are skipped whole, so each name here is the frame's own; in what is no object they do not count.
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            var member = MemberAt(ref reader);
            reader.Read();
            isRepeated |= member != Member.None && (seen & member) != Member.None;
            seen |= member;
            Take(member, ref reader);
            reader.Skip();
        }

        return !isObject ? ClientFrameViolation.NotAnObject : isRepeated ? ClientFrameViolation.MemberRepeated : ClientFrameViolation.None;
    }

    private static Member MemberAt(ref Utf8JsonReader reader) =>
        JsonMember.Is(ref reader, "type") ? Member.Type
        : JsonMember.Is(ref reader, "ch") ? Member.Channel
        : JsonMember.Is(ref reader, "since") ? Member.Since
        : JsonMember.Is(ref reader, "token") ? Member.Token
        : Member.None;

    private void Take(Member member, ref Utf8JsonReader reader)
    {
        switch (member)
        {
            case Member.Type: Type = TextAt(ref reader); break;
            case Member.Channel: Channel = TextAt(ref reader); break;
            case Member.Token: Token = TextAt(ref reader); break;
            // "0" and "-20" are numbers to many who write JSON; null is what they leave out. What is none of these must not pass for it.
            case Member.Since when reader.TokenType == JsonTokenType.Null: break;
            case Member.Since when reader.TokenType == JsonTokenType.Number: Since = Encoding.ASCII.GetString(reader.ValueSpan); break;
            case Member.Since: Since = TextAt(ref reader) ?? "?"; break;
        }
    }

    private static string? TextAt(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            return null;
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, as in "\ud800", is sound JSON (RFC 8259 §8.2) and no text; the reader throws at it.
            return null;
        }
    }

    [Flags]
    private enum Member
    {
        None = 0,
        Type = 1,
        Channel = 2,
        Since = 4,
        Token = 8,
    }
}
