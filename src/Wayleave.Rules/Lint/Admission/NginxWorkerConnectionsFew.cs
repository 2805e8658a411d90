using System.Globalization;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Admission;

/// <summary>A worker of nginx may hold no more connections than a small crowd of sockets takes.</summary>
internal sealed class NginxWorkerConnectionsFew : ILintRule
{
    // nginx's built-in limit; an open socket takes two of them, to the browser and to the app.
    private const int BuiltIn = 512;

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("nginx-worker-connections-few", CauseNames.WorkerConnectionsExhausted, Severity.Info)
    {
        Why = "An open socket takes two of a worker's connections for as long as it lives. With 512 of them 250 sockets fill a worker, and then everybody is refused.",
        Fix = "Set worker_connections to at least twice the number of sockets that a worker shall hold, and worker_rlimit_nofile above it.",
        Source = "https://github.com/ZoeyVid/NPMplus/issues/1314",
        Kinds = ["nginx"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<NginxFile>()
        from events in file.Root
        where events is { Name: "events", HasBlock: true } && !events.Block.Any(directive => directive.IsUnread) && deployment.Crossings.Any(crossing => crossing.Passage.End is PassageEnd.Forwarded)
        let set = events.Find("worker_connections")
        let number = set is null ? BuiltIn : int.TryParse(set.Argument, NumberStyles.None, CultureInfo.InvariantCulture, out int written) ? written : int.MaxValue
        where number <= BuiltIn
        select Info.Found((set ?? events).At, $"a worker holds {number} connections{(set is null ? ", the default" : "")}, and each open socket takes two: {number / 2} of them refuse everybody else");
}
