using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Caddy;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A directive that Caddy carries out earlier, whatever the order in the file, answers the path of a socket that a reverse_proxy is meant for.</summary>
internal sealed class CaddyPathCaughtEarlier : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("caddy-path-caught-earlier", CauseNames.PathNotRouted, Severity.Error)
    {
        Why = "Caddy sorts directives: try_files, handle and respond come before reverse_proxy wherever they stand in the file. try_files gives the socket's path the name of a page, and a respond without a matcher answers everything.",
        Fix = "Put each part in a handle block of its own, of which only the first that matches runs: handle /ws/* { reverse_proxy … } and handle { … }.",
        Source = "https://caddyserver.com/docs/caddyfile/directives#directive-order",
        Kinds = ["caddy"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from hop in deployment.Hops.OfType<CaddyHop>()
        from socket in deployment.Sockets
        let handshake = new Handshake { Path = socket.Path, Host = deployment.Domain }
        from server in hop.Asked(handshake)
        let ends = new CaddyWalk(server, handshake).Ends()
        where ends is [{ IsUnsure: false, IsByHost: false, End: null or CaddyAnswer { Location: null } }]
        let meant = new CaddyWalk(server, handshake) { PassesAnswers = true }.Ends().FirstOrDefault(state => state is { End: CaddyProxy, IsUnsure: false })
        where meant is not null
        select Found(socket.Path, ends[0], (CaddyProxy)meant.End!);

    private LintFinding Found(string path, CaddyState end, CaddyProxy meant)
    {
        string proxy = $"the reverse_proxy on line {meant.At.Line}";
        if (end.Changed is { How: CaddyPathChangeKind.Fallback } files)
            return Info.Found(files.At, $"try_files comes first and makes {files.Value} of {path}, so {proxy} does not get it");
        return end.End is CaddyAnswer answer
            ? Info.Found(answer.At, $"{answer.What} comes before {proxy}, whatever their order in the file, and answers {path}")
            : Info.Found(meant.At, $"{path} is taken by another block and does not come to this reverse_proxy");
    }
}
