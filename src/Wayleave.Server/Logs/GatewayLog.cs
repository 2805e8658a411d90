using Wayleave.Protocol.Relay;
using Wayleave.Server.Configuration;
using Wayleave.Server.Destinations;
using Wayleave.Server.Events.Sockets;
using Wayleave.Server.Relaying;
using Wayleave.Server.Serving;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Logs;

/// <summary>Makes log lines of what happens.</summary>
/// <param name="writer">Writes them.</param>
/// <param name="time">The clock.</param>
internal sealed class GatewayLog(LogWriter writer, TimeProvider time) : IGatewayObserver
{
    /// <summary>Says what listens and where it goes.</summary>
    /// <param name="urls">Where it listens.</param>
    /// <param name="admin">The admin address as a URL; null: there is none.</param>
    /// <param name="routes">The routes.</param>
    public void Listening(IReadOnlyCollection<string> urls, string? admin, IReadOnlyCollection<RouteSettings> routes)
    {
        var ways = routes.Select(route => $"{NameOf(route, routes.Count)}{string.Join(", ", route.Destinations.Select(destination => destination.Url.ToString().TrimEnd('/')).Concat(route.Channels))}");
        var behind = admin is null ? "" : $" (admin: {admin})";
        Say(LogEvents.Listening, $"listening on {string.Join(", ", urls)} → {string.Join("; ", ways)}{behind}", isAll: true,
            new("listen", urls), new("admin", admin), new("routes", routes.Select(route => route.Name).ToArray()),
            new("destinations", routes.SelectMany(route => route.Destinations).Select(destination => destination.Url.ToString()).ToArray()));
    }

    /// <inheritdoc/>
    public void Opened(LiveTunnel tunnel) => Say(LogEvents.SocketOpened, "socket opened", false, [.. SocketFields.Of(tunnel.Info)]);

    /// <inheritdoc/>
    public void Closed(LiveTunnel tunnel, RelayEnding ending) =>
        Say(LogEvents.SocketClosed, "socket closed", false, [.. SocketFields.Of(tunnel.Info), .. SocketFields.Of(ending), .. SocketFields.Of(tunnel.Tunnel), .. SocketFields.Of(tunnel.Info.Session)]);

    /// <inheritdoc/>
    public void Joined(LiveEvents live) => Say(LogEvents.SocketOpened, "socket opened", false, [.. SocketFields.Of(live)]);

    /// <inheritdoc/>
    public void Left(LiveEvents live, EventEnding ending) => Say(
        LogEvents.SocketClosed, "socket closed", false,
        [
            .. SocketFields.Of(live), new("by", ending.By), new("why", ending.Why), new("code", ending.Code is { } code ? (int)code : null),
            new("age_seconds", Math.Round(time.GetElapsedTime(live.Opened).TotalSeconds, 3)), new("messages_down", live.Socket.Events),
        ]);

    /// <inheritdoc/>
    public void RoundTrip(RelaySide side, TimeSpan elapsed)
    {
        // The last one is in the line at the end.
    }

    /// <inheritdoc/>
    public void Refused(UpgradeAttempt attempt)
    {
        var kind = LogEvents.OfUpgrade(attempt.Outcome);
        Say(kind, kind.Name.Replace('-', ' '), false,
            new("status", attempt.Status), new("route", attempt.Route), new("client", attempt.Client), new("path", attempt.Path), new("why", attempt.Why));
    }

    /// <inheritdoc/>
    public void Answered(RequestOutcome outcome)
    {
        if (outcome is { Error: null, Status: < 500 })
            return;
        var kind = outcome.IsRefused || outcome.Status is >= 400 and < 500 ? LogEvents.RequestRefused : LogEvents.RequestFailed;
        Say(kind, kind.Name.Replace('-', ' '), false,
            new("status", outcome.Status), new("route", outcome.Route), new("destination", outcome.Destination), new("client", outcome.Client),
            new("method", outcome.Method), new("path", outcome.Path), new("why", outcome.Error), new("seconds", Math.Round(outcome.Elapsed.TotalSeconds, 3)));
    }

    /// <inheritdoc/>
    public void Changed(DestinationChange change)
    {
        var kind = LogEvents.OfChange(change.Kind);
        Say(kind, kind.Name.Replace('-', ' '), false,
            new("route", change.Destination.Key.Route), new("destination", change.Destination), new("why", change.Why), new("usable_left", change.UsableLeft));
    }

    /// <inheritdoc/>
    public void Notice(GatewayNotice notice) => Say(notice.IsWarning ? LogEvents.Warning : LogEvents.Notice, notice.Text, isAll: true);

    // One route for everything needs no name.
    private static string NameOf(RouteSettings route, int count) => count == 1 && route.Path == "/" ? "" : $"{route.Name} ";

    private void Say(LogEvent kind, string message, bool isAll, params LogField[] fields) =>
        writer.Write(new LogEntry(time.GetUtcNow(), kind, message, fields) { MessageIsAll = isAll });
}
