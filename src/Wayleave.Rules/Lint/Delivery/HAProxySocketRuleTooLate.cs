using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.HAProxy;
using Wayleave.Rules.Config.HAProxy.Matching;
using Wayleave.Rules.Config.HAProxy.Passing;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A HAProxy has a <c>use_backend</c> for sockets, and a broader one in front of it takes their handshakes.</summary>
internal sealed class HAProxySocketRuleTooLate : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("haproxy-socket-rule-too-late", CauseNames.PathNotRouted, Severity.Error)
    {
        Kinds = ["haproxy"],
        Why = "The first use_backend whose condition holds wins. One that takes every path, or a shorter one, hides those behind it.",
        Fix = "Put the use_backend for sockets in front of the broader one.",
        Source = "https://docs.haproxy.org/2.6/configuration.html#4.2-use_backend",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from hop in deployment.Hops.OfType<HAProxyHop>()
        from front in hop.Fronts
        where front.IsHttp == true
        from socket in deployment.Sockets
        from request in HAProxyHop.Requests(front, new Handshake { Path = socket.Path, Host = deployment.Domain })
        let taken = HAProxyRouting.Taken(front, request)
        where taken is not null
        from later in front.FindAll("use_backend").SkipWhile(use => use != taken).Skip(1)
        where later[1] != taken[1] && HAProxyActions.Holds(later, front, request) == true && IsNarrower(front.ConditionOf(later), front.ConditionOf(taken), socket.Path)
        select Info.Found(taken.At, $"{socket.Path} goes to {taken[1]} here, so the rule for it on line {later.At.Line}, which would send it to {later[1]}, never comes to its turn");

    // Whoever wrote a rule for /api in front of one for sockets may have meant it; a rule for everything cannot be meant so.
    private static bool IsNarrower(HAProxyCondition? later, HAProxyCondition? taken, string path)
    {
        if (later is null || taken is not null && (taken.Tests.Any(HAProxySocketPaths.IsUpgrade) || taken.Tests.Any(test => !IsPath(test) && !IsHost(test)))) return false;
        if (taken?.Tests.Any(IsHost) == true && !later.Tests.Any(IsHost)) return false;
        int broad = Prefix(taken, path);
        return Prefix(later, path) > Math.Max(broad, 1) || (broad <= 1 && later.Tests.Any(HAProxySocketPaths.IsUpgrade));
    }

    private static int Prefix(HAProxyCondition? condition, string path) =>
        (condition?.Tests ?? []).Where(IsPath).SelectMany(test => test.How is "str" or "beg" ? test.Values.Select(value => path.StartsWith(value.Text, StringComparison.OrdinalIgnoreCase) ? value.Text.Length : 0) : [path.Length]).DefaultIfEmpty(0).Max();

    private static bool IsPath(HAProxyAcl test) => test.Expression.Name is "path" or "url";

    private static bool IsHost(HAProxyAcl test) => test.Expression is { Name: "hdr" or "req.hdr", Arguments: [var name, ..] } ? name.Equals("host", StringComparison.OrdinalIgnoreCase) : test.Expression.Name == "ssl_fc_sni";
}
