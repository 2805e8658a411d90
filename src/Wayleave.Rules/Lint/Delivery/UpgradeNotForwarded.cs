using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A hop passes a socket's handshake on without Upgrade or Connection, so the app sees a plain request.</summary>
internal sealed class UpgradeNotForwarded : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("upgrade-not-forwarded", CauseNames.UpgradeHeaderStripped, Severity.Error)
    {
        Why = "Upgrade and Connection are hop-by-hop headers: a proxy takes them out unless it is told to send its own, and without either of them the app sees a plain request.",
        Fix = "Send Upgrade and Connection on at the socket's path.",
        Source = "https://nginx.org/en/docs/http/websocket.html",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from crossing in deployment.Crossings
        where crossing.Passage.End is PassageEnd.Forwarded
        let missing = new[] { ("Upgrade", crossing.Sent("upgrade").Absent), ("Connection", IsNoUpgrade(crossing.Sent("connection"))) }.Where(header => header.Item2).Select(header => header.Item1).ToArray()
        where missing.Length > 0
        select Info.Found(crossing.Passage.At, $"{crossing.Socket.Path} goes on without {string.Join(" and ", missing)}, so the app sees a plain request and answers no 101");

    private static bool IsNoUpgrade(HeaderFate connection) =>
        connection.Known && !(connection.Value ?? "").Split(',', StringSplitOptions.TrimEntries).Contains("upgrade", StringComparer.OrdinalIgnoreCase);
}
