using Wayleave.Protocol.Text;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Time;

/// <summary>The app's server is told to end every socket at an age, busy or not.</summary>
internal sealed class ServerEndsSocketsAtAge : ILintRule
{
    private static readonly TimeSpan s_enough = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("server-ends-sockets-at-age", CauseNames.MaxConnectionLifetime, Severity.Warning)
    {
        Why = "daphne's --websocket_timeout is no idle time: it counts from the handshake on, and ends a socket however busy it is.",
        Fix = "Leave the option out (a day is the default), or set -1 for no limit; dead peers are found by --ping-interval and --ping-timeout.",
        Source = "https://github.com/django/daphne/blob/main/daphne/cli.py",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from app in deployment.Apps
        where app.Lifetime is { Where: not null } set && set.Value != Timeout.InfiniteTimeSpan && set.Value < s_enough
        let lifetime = app.Lifetime!
        select Info.Found(lifetime.Where!.Value, $"{app.Framework} ends every socket {Durations.Text(lifetime.Value)} after its handshake, however busy it is");
}
