using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Lint.Time;

/// <summary>Whether apps send something before a hop's patience ends.</summary>
internal static class Pings
{
    /// <summary>Whether an app behind a crossing is known to send more often than a limit.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="crossing">The crossing.</param>
    /// <param name="idle">The silence after which the hop ends a socket.</param>
    public static bool Keep(Deployment deployment, Crossing crossing, TimeSpan idle) => deployment.AppsBehind(crossing).Any(app => Keeps(app, idle) == true);

    /// <summary>Whether an app behind a crossing is told to ping, and less often than the hop waits: then no time is long enough that is shorter than that.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="crossing">The crossing.</param>
    /// <param name="idle">The silence after which the hop ends a socket.</param>
    public static bool ComeTooLate(Deployment deployment, Crossing crossing, TimeSpan idle) =>
        deployment.AppsBehind(crossing).Any(app => app.PingInterval is { Where: not null } ping && ping.Value != Timeout.InfiniteTimeSpan && ping.Value >= idle);

    /// <summary>Whether an app sends more often than a limit; null if that is not known.</summary>
    public static bool? Keeps(AppFacts app, TimeSpan idle) => app.PingInterval is { } ping ? ping.Value != Timeout.InfiniteTimeSpan && ping.Value < idle : null;
}
