using Wayleave.Protocol.Relay;
using Wayleave.Server.Carry;
using Wayleave.Server.Events.Sockets;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Logs;

/// <summary>What log lines say of a socket. The path comes without its query, which may hold a token; no header is ever logged.</summary>
internal static class SocketFields
{
    /// <summary>Which socket it is.</summary>
    /// <param name="info">What is known of it.</param>
    public static IEnumerable<LogField> Of(TunnelInfo info) =>
    [
        new("id", info.Id), new("route", info.Route), new("destination", info.Destination), new("client", info.Client), new("path", info.Path),
        new("protocol", info.Protocol), new("tls", info.Tls), new("subprotocol", info.Subprotocol),
    ];

    /// <summary>Which socket it is that gives channels.</summary>
    /// <param name="live">What is known of it.</param>
    public static IEnumerable<LogField> Of(LiveEvents live) =>
    [
        new("id", live.Id), new("route", live.Route), new("channels", live.Plan.Channels.ToArray()), new("client", live.Client), new("path", live.Path),
        new("protocol", live.Protocol), new("tls", live.Tls),
    ];

    /// <summary>How it ended.</summary>
    /// <param name="ending">How.</param>
    public static IEnumerable<LogField> Of(RelayEnding ending) =>
    [
        new("by", Name(ending.By)), new("why", ending.Why), new("code", ending.Code is { } code ? (int)code : null),
        new("reason", ending.Reason.Length > 0 ? ending.Reason : null),
    ];

    /// <summary>What passed through it.</summary>
    /// <param name="tunnel">The tunnel.</param>
    public static IEnumerable<LogField> Of(Tunnel tunnel)
    {
        var counts = tunnel.Count();
        return
        [
            new("age_seconds", Math.Round(tunnel.Age.TotalSeconds, 3)),
            new("messages_up", counts.MessagesUp), new("bytes_up", counts.BytesUp), new("messages_down", counts.MessagesDown), new("bytes_down", counts.BytesDown),
            new("client_rtt_ms", Milliseconds(counts.ClientRoundTrip)), new("app_rtt_ms", Milliseconds(counts.AppRoundTrip)),
        ];
    }

    /// <summary>What carried it.</summary>
    /// <param name="session">The session where it was carried; null: its connection was the client's own.</param>
    public static IEnumerable<LogField> Of(CarrySession? session)
    {
        if (session?.Count() is not { } counts)
            return [];
        return [new("transport", counts.Transport), new("resumes", counts.Resumes), new("replayed", counts.Replayed)];
    }

    /// <summary>Who hung up first, in the word that logs and metrics use.</summary>
    /// <param name="by">Who.</param>
    public static string Name(EndedBy by) => by switch
    {
        EndedBy.Client => "client",
        EndedBy.App => "app",
        EndedBy.Network => "network",
        EndedBy.IdleLimit => "idle-limit",
        EndedBy.LifetimeLimit => "lifetime-limit",
        EndedBy.SizeLimit => "size-limit",
        EndedBy.Drain => "drain",
        EndedBy.Admin => "admin",
        _ => "gateway",
    };

    private static double? Milliseconds(TimeSpan? time) => time is { } known ? Math.Round(known.TotalMilliseconds, 1) : null;
}
