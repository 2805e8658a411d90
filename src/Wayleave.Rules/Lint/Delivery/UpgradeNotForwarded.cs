using System.Collections.Immutable;
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
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (Crossing crossing in deployment.Crossings)
        {
            ImmutableArray<string> missing = UpgradeHeaders.Missing(crossing);
            // Two rules know better why: headers-lost-in-location and path-not-routed.
            if (missing.Length > 0 && !HeadersLostInLocation.LosesUpgrade(crossing) && crossing.Passage.Elsewhere is null)
            {
                // Where nothing shows that there are sockets, the app may have none.
                bool perhaps = crossing.Socket.From is SocketPathFrom.Everywhere;
                yield return Info.Found(
                    perhaps ? Severity.Warning : Severity.Error, UpgradeHeaders.Where(crossing),
                    $"{crossing.Socket.Path} goes on without {string.Join(" and ", missing)}, so the app sees a plain request and answers no 101{(perhaps ? ", if it has sockets" : "")}") with
                {
                    Fix = NginxMending.Upgrade(deployment, crossing),
                };
            }

            foreach (Crossing firefox in UpgradeHeaders.OnlyFirefox(crossing).Take(1))
            {
                yield return Info.Found(
                    UpgradeHeaders.Where(firefox),
                    $"{crossing.Socket.Path} goes on without {string.Join(" and ", UpgradeHeaders.Missing(firefox))} for Firefox alone, which says \"Connection: {UpgradeHeaders.Firefox}\" where others say \"Upgrade\"");
            }
        }
    }
}
