using Wayleave.Protocol.Text;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Phoenix;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Time;

/// <summary>Phoenix keeps a silent socket for longer than Heroku's router does.</summary>
internal sealed class PhoenixTimeoutOverHeroku : ILintRule
{
    // Phoenix's own default.
    private static readonly TimeSpan s_default = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(55);

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("phoenix-timeout-over-heroku", CauseNames.IdleTimeoutEdge, Severity.Warning)
    {
        Why = "Heroku's router ends a connection after 55 s without a byte and counts it as an error (H15). Phoenix waits 60 s for a client that has gone silent, so the router is always the first.",
        Fix = "Set websocket: [timeout: 45_000] for the socket.",
        Source = "https://github.com/montrealelixir/website/pull/80",
        Kinds = ["phoenix"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        bool onHeroku = deployment.Edge == "heroku" || deployment.Files.Any(file => file.Kind == "procfile" || (file is PhoenixFile && file.Source.Text.Contains("heroku", StringComparison.OrdinalIgnoreCase)));
        foreach (PhoenixCall socket in deployment.Of<PhoenixFile>().SelectMany(file => file.Sockets))
        {
            DataNode? transport = PhoenixFile.Transport(socket);
            DataNode? set = transport?["timeout"];
            // Options that are given a name elsewhere may have one.
            if (set is null && (!onHeroku || transport is not (DataMap or DataScalar { Truth: true } or null) || transport is DataScalar { Truth: false })) continue;
            TimeSpan? time = set is null ? s_default : set.Text == ":infinity" ? Timeout.InfiniteTimeSpan : PhoenixFile.Milliseconds(set);
            if (time is not { } timeout || (timeout != Timeout.InfiniteTimeSpan && timeout < s_window)) continue;
            string length = timeout == Timeout.InfiniteTimeSpan ? "for ever" : "for " + Durations.Text(timeout) + (set is null ? ", its default" : "");
            yield return Info.Found(onHeroku ? Severity.Warning : Severity.Info, set?.At ?? socket.At, $"Phoenix keeps a silent socket {length}, and Heroku's router ends it after 55s with H15{(onHeroku ? "" : ", if the app runs there")}") with
            {
                Fix = set is null ? null : LintFix.Of("Let Phoenix be the first", new Edit(set.At, "45_000")),
            };
        }
    }
}
