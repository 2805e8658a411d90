using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.HAProxy;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A HAProxy sends Upgrade, or a Connection that says so, with plain requests too.</summary>
internal sealed class HAProxyUpgradeForced : ILintRule
{
    private static readonly Handshake s_plain = new()
    {
        Path = "/",
        Changed = ImmutableDictionary<string, HeaderFate>.Empty
            .Add("upgrade", HeaderFate.Gone()).Add("connection", HeaderFate.Is("keep-alive")).Add("sec-websocket-key", HeaderFate.Gone()).Add("sec-websocket-version", HeaderFate.Gone()).Add("sec-websocket-extensions", HeaderFate.Gone()),
    };

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("haproxy-upgrade-forced", CauseNames.UpgradeHeaderForced, Severity.Warning)
    {
        Kinds = ["haproxy"],
        Why = "HAProxy passes Upgrade and Connection on by itself. Set by a rule they go with plain requests too, which become handshakes: HAProxy even adds a Sec-WebSocket-Key, and answers the page with 502 when no 101 comes.",
        Fix = "Take the lines that set Upgrade and Connection out.",
        Source = "https://docs.haproxy.org/2.6/configuration.html#4.2-http-request%20set-header",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from hop in deployment.Hops.OfType<HAProxyHop>()
        from passage in hop.Pass(s_plain with { Host = deployment.Domain })
        where passage.End is PassageEnd.Forwarded
        let lines = Forced(passage)
        where !lines.IsEmpty
        select Info.Found(lines[0], $"plain requests go to the app with {(passage.Headers.ContainsKey("upgrade") ? "Upgrade" : "Connection: upgrade")} as well, so pages and calls become handshakes and fail") with
        {
            Fix = LintFix.Of("Leave both headers to HAProxy.", [.. lines.Select(Edit.Remove)]),
        };

    private static ImmutableArray<Span> Forced(Passage passage) =>
    [
        .. new[] { passage.Headers.GetValueOrDefault("upgrade"), passage.Headers.GetValueOrDefault("connection") }
            .Where(header => header is { Present: true, Where: not null } && (header.Value!.Contains("upgrade", StringComparison.OrdinalIgnoreCase) || header.Value.Contains("websocket", StringComparison.OrdinalIgnoreCase)))
            .Select(header => header!.Where!.Value),
    ];
}
