using System.Text.Json;

namespace Wayleave.Protocol.Events;

/// <summary>What an event is about, where a channel keeps the latest of each: the value of one of its members.</summary>
public static class EventKey
{
    /// <summary>Reads it.</summary>
    /// <param name="payload">The event.</param>
    /// <param name="member">The member's name.</param>
    /// <returns>The value, a text, a number or true and false, so that <c>7</c> and <c>"7"</c> differ; null where there is none.</returns>
    public static string? Of(EventPayload payload, string member)
    {
        ArgumentException.ThrowIfNullOrEmpty(member);
        if (payload.Kind != PayloadKind.JsonObject)
            return null;
        var reader = EventPayload.Reader(payload.Bytes.Span);
        reader.Read();
        string? key = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isKey = JsonMember.Is(ref reader, member);
            reader.Read();
            // Of several the last counts, as for most readers of JSON.
            if (isKey)
                key = reader.TokenType switch
                {
                    JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False =>
                        (reader.TokenType == JsonTokenType.String ? "s" : "v") + System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
                    _ => null,
                };
            reader.Skip();
        }

        return key;
    }
}
