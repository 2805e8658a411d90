using Wayleave.Protocol.Text;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Time;

/// <summary>The edge ends a quiet socket before the app sends its ping.</summary>
internal sealed class EdgeIdleTimeout : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("edge-idle-timeout", CauseNames.IdleTimeoutEdge, Severity.Warning)
    {
        Why = "Edges and balancers end a socket on which nothing has moved for a fixed time: Cloudflare after 100 s, an ALB after 60 s, Heroku after 55 s. A ping that comes later than that comes too late.",
        Fix = "Let the app ping well within the edge's limit: every 25 s suits all of them.",
        Source = "https://developers.cloudflare.com/network/websockets/#idle-timeout",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (AppFacts app in deployment.Apps)
        {
            foreach ((string title, TimeSpan limit, string? setting) in Limits(deployment, app))
            {
                if (Pings.Keeps(app, limit) != false || !HasSockets(deployment, app)) continue;
                Setting<TimeSpan> ping = app.PingInterval!;
                string often = ping.Value == Timeout.InfiniteTimeSpan ? "sends no pings" : $"pings every {Durations.Text(ping.Value)}";
                yield return Info.Found(ping.Where ?? app.At, $"{app.Framework} {often}{(ping.Where is null ? " unless told to" : "")}, and {title} ends a socket after {Durations.Text(limit)} of silence{(setting is null ? "" : $" ({setting})")}: one that is quiet for that long is cut");
            }
        }
    }

    // The edge that the caller named, and those that files show.
    private static IEnumerable<(string Title, TimeSpan Limit, string? Setting)> Limits(Deployment deployment, AppFacts app)
    {
        if (deployment.Front is { Idle: { } limit } edge) yield return (edge.Title, limit, edge.IdleSetting);
        foreach (Crossing crossing in deployment.Crossings.Where(crossing => crossing is { Hop.Place: HopPlace.Edge, Passage.Idle: not null }))
        {
            TimeSpan idle = crossing.Passage.Idle!.Value;
            if (idle != Timeout.InfiniteTimeSpan && deployment.Behind(crossing).Append(crossing).Any(last => deployment.AppsBehind(last).Contains(app))) yield return (crossing.Hop.Product, idle, null);
        }
    }

    // Who says how often to ping has sockets; a server that has its defaults may serve pages alone.
    private static bool HasSockets(Deployment deployment, AppFacts app) =>
        app.PingInterval is { Where: not null } || !app.SocketPaths.IsEmpty || deployment.Crossings.Any(crossing => crossing.Socket.From is not SocketPathFrom.Everywhere && deployment.AppsBehind(crossing).Contains(app));
}
