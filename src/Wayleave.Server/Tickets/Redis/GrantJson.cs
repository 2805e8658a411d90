using System.Buffers;
using System.Text.Json;
using Wayleave.Protocol.Events;

namespace Wayleave.Server.Tickets.Redis;

/// <summary>What a ticket is good for, as it stands in Redis.</summary>
internal static class GrantJson
{
    /// <summary>Writes it.</summary>
    /// <param name="grant">What it is good for.</param>
    public static byte[] Write(TicketGrant grant)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("sub", grant.Subject);
            json.WriteString("holder", grant.Holder);
            json.WriteString("id", grant.ConnectionId);
            json.WriteString("origin", grant.Origin);
            if (grant.SessionEnd is { } end)
                json.WriteNumber("end", end.ToUnixTimeMilliseconds());
            if (grant.Channels is { } channels)
            {
                json.WriteStartArray("channels");
                foreach (var channel in channels)
                    json.WriteStringValue(channel.Text);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return text.WrittenSpan.ToArray();
    }

    /// <summary>Reads it.</summary>
    /// <param name="text">What stands there.</param>
    /// <returns>What it is good for; null if somebody else wrote it.</returns>
    public static TicketGrant? Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var json = document.RootElement;
            return new TicketGrant
            {
                Subject = json.GetProperty("sub").GetString()!, Holder = json.GetProperty("holder").GetString()!,
                ConnectionId = json.GetProperty("id").GetString(), Origin = json.GetProperty("origin").GetString(),
                SessionEnd = json.TryGetProperty("end", out var end) ? DateTimeOffset.FromUnixTimeMilliseconds(end.GetInt64()) : null,
                Channels = json.TryGetProperty("channels", out var channels) ? [.. channels.EnumerateArray().Select(each => Pattern(each.GetString()!))] : null,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static ChannelPattern Pattern(string text) => ChannelPattern.TryParse(text, out var pattern, out _) ? pattern : throw new FormatException(text);
}
