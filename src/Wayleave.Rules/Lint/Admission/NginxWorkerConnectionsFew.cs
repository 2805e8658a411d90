using System.Globalization;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Admission;

/// <summary>nginx has connections for a few hundred sockets, or fewer.</summary>
internal sealed class NginxWorkerConnectionsFew : ILintRule
{
    // nginx's own default, and half of it: what nobody sets who has sockets.
    private const int Default = 512;
    private const int VeryFew = 256;

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("nginx-worker-connections-few", CauseNames.WorkerConnectionsExhausted, Severity.Warning)
    {
        Why = "A socket that is passed on takes two connections of a worker for as long as it is open. When all are taken, nginx refuses everybody, and its log says that worker_connections are not enough.",
        Fix = "Set worker_connections in the events block to more than twice the sockets that one worker is to hold, and worker_rlimit_nofile with it.",
        Source = "https://nginx.org/en/docs/ngx_core_module.html#worker_connections",
        Kinds = ["nginx"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (NginxFile file in deployment.Of<NginxFile>().Where(file => NginxSockets.Any(deployment, file)))
        {
            if (file.Root.LastOrDefault(directive => directive is { Name: "events", HasBlock: true }) is not { } events || events.Block.Any(inside => inside.IsUnread)) continue;
            NginxDirective? set = events.Find("worker_connections");
            int? most = set is null ? Default : int.TryParse(set.Argument, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
            if (most > Default || most is null) continue;
            yield return Info.Found(most < VeryFew ? Severity.Warning : Severity.Info, (set ?? events).At, string.Create(
                CultureInfo.InvariantCulture, $"a worker has {most} connections{(set is null ? ", the default" : "")}, and each socket takes two: from {most / 2} sockets on nginx refuses everybody"));
        }
    }
}
