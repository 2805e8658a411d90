using Wayleave.Protocol.Text;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Phoenix;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Time;

/// <summary>Phoenix gives a silent socket up before the next heartbeat of its own client is due.</summary>
internal sealed class PhoenixTimeoutUnderHeartbeat : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("phoenix-timeout-under-heartbeat", CauseNames.IdleTimeoutApp, Severity.Warning)
    {
        Why = "phoenix.js sends a heartbeat every 30 s. Phoenix ends a socket from which nothing came for its timeout, so with a shorter one a quiet page is cut and connects anew, again and again.",
        Fix = "Set websocket: [timeout: 45_000], or give the client a shorter heartbeatIntervalMs.",
        Source = "https://hexdocs.pm/phoenix/Phoenix.Endpoint.html#socket/3",
        Kinds = ["phoenix"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from socket in deployment.Of<PhoenixFile>().SelectMany(file => file.Sockets)
        let set = PhoenixFile.Transport(socket)?["timeout"]
        where set is not null && PhoenixFile.Milliseconds(set) <= PhoenixFile.Heartbeat
        let timeout = PhoenixFile.Milliseconds(set)!.Value
        select Info.Found(set.At, $"Phoenix ends a socket that is silent for {Durations.Text(timeout)}, and its client sends a heartbeat every 30s: quiet pages are cut again and again") with
        {
            Fix = LintFix.Of("Wait for the heartbeat", new Edit(set.At, "45_000")),
        };
}
