using Wayleave.Protocol.Text;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Time;

/// <summary>nginx ends all sockets a few minutes after each reload.</summary>
internal sealed class NginxShutdownTimeoutShort : ILintRule
{
    // People stay on a page for longer than this.
    private static readonly TimeSpan s_enough = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("nginx-shutdown-timeout-short", CauseNames.ReloadDropsConnections, Severity.Warning)
    {
        Why = "After a reload the old workers keep their sockets until worker_shutdown_timeout is over, and then end them all at once, busy or not. Without it they stay until the last socket is closed.",
        Fix = "Raise worker_shutdown_timeout to as long as sockets last, reload less often, and let clients come back after random waits.",
        Source = "https://nginx.org/en/docs/ngx_core_module.html#worker_shutdown_timeout",
        Kinds = ["nginx"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<NginxFile>()
        where NginxSockets.Any(deployment, file)
        from setting in file.Root.Where(directive => directive.Name == "worker_shutdown_timeout")
        let time = NginxUnits.Time(setting.Argument)
        where time > TimeSpan.Zero && time < s_enough
        select Info.Found(setting.At, $"{Durations.Text(time.Value)} after each reload all sockets are ended at once, busy or not");
}
