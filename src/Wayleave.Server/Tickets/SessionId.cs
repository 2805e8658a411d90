using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Wayleave.Protocol.Events;

namespace Wayleave.Server.Tickets;

/// <summary>
/// What stands behind a place in an id of server-sent events, or in a poll's <c>next</c>, where a ticket was asked for: who was let in, signed
/// together with the ticket. So whoever comes back with the URL and the id is let in again, on any node; the URL alone opens nothing.
/// </summary>
internal sealed class SessionId
{
    /// <summary>How long an id lets its client in, where the session itself does not end before.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    // 128 bits: nobody can try these out.
    private const int MacBytes = 16;

    private readonly byte[] _key;

    private SessionId(byte[] key) => _key = key;

    /// <summary>With the settings' secret, or a key of chance that ends with the process.</summary>
    /// <param name="secret">The secret; null: there is none.</param>
    /// <param name="chance">A key for then, 32 bytes.</param>
    public static SessionId Of(string? secret, byte[] chance) =>
        // Its own key: what signs cookies must not sign sessions.
        new(secret is null ? chance : HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), "wayleave session ids, with when they began"u8));

    /// <summary>What is put behind a place.</summary>
    /// <param name="admitted">Who was let in.</param>
    /// <param name="now">The time.</param>
    public string Write(Admitted admitted, DateTimeOffset now)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartArray();
            json.WriteNumberValue((now + Longest).ToUnixTimeSeconds());
            // Rounded down: nobody slips through a revocation by less than a millisecond.
            json.WriteNumberValue(admitted.Since.ToUnixTimeMilliseconds());
            if (admitted.SessionEnd is { } end)
                json.WriteNumberValue(end.ToUnixTimeSeconds());
            else
                json.WriteNullValue();
            json.WriteStringValue(admitted.Subject);
            foreach (var channel in admitted.Channels ?? [])
                json.WriteStringValue(channel.Text);
            if (admitted.Channels is null)
                json.WriteNullValue();
            json.WriteEndArray();
        }

        var payload = Base64Url.EncodeToString(text.WrittenSpan);
        return $".{payload}.{Base64Url.EncodeToString(Mac(payload, admitted.TicketHash))}";
    }

    /// <summary>Parts a place from what stands behind it.</summary>
    /// <param name="id">Whatever a client sent.</param>
    /// <returns>The place, and the rest with its dots; empty where there is none.</returns>
    public static (string Place, string Session) Split(string id) => id.IndexOf('.') is >= 0 and var dot ? (id[..dot], id[dot..]) : (id, "");

    /// <summary>Reads it.</summary>
    /// <param name="session">The part behind a place.</param>
    /// <param name="ticketHash">The hash of the ticket that came with it.</param>
    /// <param name="now">The time.</param>
    /// <returns>Who may come in, or why nobody may.</returns>
    public (Admitted? Admitted, TicketFault Fault) Read(string session, string ticketHash, DateTimeOffset now)
    {
        if (session.Split('.') is not ["", var payload, var mac]
            || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Base64Url.EncodeToString(Mac(payload, ticketHash))), Encoding.UTF8.GetBytes(mac)))
            return (null, TicketFault.Forged);
        // We have signed it: it is what was written above.
        using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
        JsonElement[] parts = [.. json.RootElement.EnumerateArray()];
        var (until, since) = (DateTimeOffset.FromUnixTimeSeconds(parts[0].GetInt64()), DateTimeOffset.FromUnixTimeMilliseconds(parts[1].GetInt64()));
        DateTimeOffset? end = parts[2].ValueKind == JsonValueKind.Null ? null : DateTimeOffset.FromUnixTimeSeconds(parts[2].GetInt64());
        if (until <= now || end <= now)
            return (null, TicketFault.Expired);
        ImmutableArray<ChannelPattern>? channels = parts is [.., { ValueKind: JsonValueKind.Null }] ? null : [.. parts[4..].SelectMany(part => ChannelPatterns.Read(part.GetString()!))];
        return (new Admitted(parts[3].GetString()!, channels, end, ticketHash, since), TicketFault.None);
    }

    private byte[] Mac(string payload, string ticketHash) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{ticketHash}.{payload}"))[..MacBytes];
}
