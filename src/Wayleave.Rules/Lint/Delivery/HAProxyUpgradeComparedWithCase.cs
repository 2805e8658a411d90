using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.HAProxy;
using Wayleave.Rules.Config.HAProxy.Matching;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A HAProxy tells sockets by an Upgrade or Connection that no browser spells that way.</summary>
internal sealed class HAProxyUpgradeComparedWithCase : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("haproxy-upgrade-compared-with-case", CauseNames.HeaderCaseSensitivity, Severity.Warning)
    {
        Kinds = ["haproxy"],
        Why = "HAProxy compares with case unless the test has -i. Browsers send Upgrade: websocket and Connection: Upgrade, so a test for WebSocket or for upgrade never holds, and sockets go where plain requests go.",
        Fix = "Add -i to the test.",
        Source = "https://docs.haproxy.org/2.6/configuration.html#7.1.3",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<HAProxyFile>()
        from proxy in file.Proxies
        from test in HAProxySocketPaths.Tests(proxy)
        where Misses(test.Acl) && !Rescued(test.Line, proxy)
        let value = test.Acl.Values[0]
        select Info.Found(test.Line.At, $"browsers send {Spelled(test.Acl)}, and this test asks for \"{value.Text}\" with case: it never holds, and handshakes are treated as plain requests") with
        {
            Fix = LintFix.Of("Compare without case.", new Edit(value.At.Before, "-i ")),
        };

    private static bool Misses(HAProxyAcl acl) =>
        acl is { How: "str", IgnoresCase: false, Expression.Converters.IsEmpty: true } && Header(acl) is { } sent
        && acl.Values.Any(value => string.Equals(value.Text, sent, StringComparison.OrdinalIgnoreCase)) && acl.Values.All(value => value.Text != sent);

    // Another line of the same name may hold instead.
    private static bool Rescued(HAProxyLine line, HAProxyProxy proxy) =>
        line.Name == "acl" && proxy.FindAll("acl", line[1]).Any(other => other != line && other.Words.Length > 2 && HAProxyAcl.Parse(other.Words[2..]) is var acl && HAProxySocketPaths.IsUpgrade(acl) && !Misses(acl));

    private static string? Header(HAProxyAcl acl) => acl.Expression is { Name: "hdr" or "req.hdr" or "req.fhdr" or "fhdr", Arguments: [var name, ..] }
        ? name.ToUpperInvariant() switch { "UPGRADE" => "websocket", "CONNECTION" => "Upgrade", _ => null }
        : null;

    private static string Spelled(HAProxyAcl acl) => Header(acl) == "websocket" ? "Upgrade: websocket" : "Connection: Upgrade";
}
