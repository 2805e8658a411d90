using System.Text.Json;
using Wayleave.Server.Carry;
using Wayleave.Server.Events.Sockets;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Admin;

/// <summary>An open socket in JSON. The path has no query, since that may hold a token.</summary>
internal static class ConnectionJson
{
    /// <summary>Writes the properties of one.</summary>
    /// <param name="json">Where to, inside an object.</param>
    /// <param name="live">The socket.</param>
    public static void Write(Utf8JsonWriter json, LiveTunnel live)
    {
        var (info, counts) = (live.Info, live.Tunnel.Count());
        json.WriteNumber("id", info.Id);
        json.WriteString("route", info.Route);
        json.WriteString("destination", info.Destination.ToString());
        json.WriteString("client", info.Client.ToString());
        json.WriteString("peer", info.Peer.ToString());
        json.WriteString("path", info.Path);
        json.WriteString("protocol", info.Protocol);
        json.WriteBoolean("tls", info.Tls);
        json.WriteString("subprotocol", info.Subprotocol);
        json.WriteString("opened", info.Opened.UtcDateTime);
        json.WriteNumber("age_seconds", Math.Round(live.Tunnel.Age.TotalSeconds, 3));
        json.WriteNumber("silent_seconds", Math.Round(counts.Silence.TotalSeconds, 3));
        json.WriteNumber("messages_up", counts.MessagesUp);
        json.WriteNumber("bytes_up", counts.BytesUp);
        json.WriteNumber("messages_down", counts.MessagesDown);
        json.WriteNumber("bytes_down", counts.BytesDown);
        json.WriteNumber("buffered_bytes", counts.Held);
        Write(json, "client_rtt_ms", counts.ClientRoundTrip);
        Write(json, "app_rtt_ms", counts.AppRoundTrip);
        if (info.Session is { } session)
            Write(json, session.Count());
    }

    /// <summary>Writes the properties of one that gives channels.</summary>
    /// <param name="json">Where to, inside an object.</param>
    /// <param name="live">The socket.</param>
    /// <param name="age">How long it has been open.</param>
    public static void Write(Utf8JsonWriter json, LiveEvents live, TimeSpan age)
    {
        json.WriteNumber("id", live.Id);
        json.WriteString("route", live.Route);
        AdminAnswers.WriteList(json, "channels", live.Socket.Channels);
        json.WriteString("client", live.Client.ToString());
        json.WriteString("subject", live.Plan.Admitted?.Subject);
        json.WriteString("path", live.Path);
        json.WriteString("protocol", live.Protocol);
        json.WriteBoolean("tls", live.Tls);
        json.WriteNumber("age_seconds", Math.Round(age.TotalSeconds, 3));
        json.WriteNumber("messages_down", live.Socket.Events);
    }

    private static void Write(Utf8JsonWriter json, CarryCounts counts)
    {
        json.WriteStartObject("carried");
        json.WriteString("transport", counts.Transport);
        json.WriteBoolean("away", counts.IsAway);
        json.WriteNumber("resumes", counts.Resumes);
        json.WriteNumber("replayed", counts.Replayed);
        json.WriteNumber("kept_bytes", counts.Kept);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, TimeSpan? roundTrip)
    {
        if (roundTrip is { } measured)
            json.WriteNumber(name, Math.Round(measured.TotalMilliseconds, 1));
        else
            json.WriteNull(name);
    }
}
