using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Csp;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>A page's policy lets sockets in by <c>*</c> or <c>'self'</c> alone, which some browsers take for http and https.</summary>
internal sealed class CspNamesNoSocketScheme : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("csp-names-no-socket-scheme", CauseNames.CspConnectSrc, Severity.Warning)
    {
        Why = "Not all browsers take * and 'self' for a socket's address: Safari 10 narrows * to the page's own scheme, and Safari before 16 lets 'self' stand for http and https alone.",
        Fix = "Name the scheme or the address too: connect-src 'self' wss://app.example.com, or connect-src * ws: wss:.",
        Source = "https://github.com/thelounge/thelounge/pull/597",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        bool areKnown = PageSockets.AreKnown(deployment);
        foreach (ContentPolicy policy in CspForbidsSocket.Sources(deployment).SelectMany(source => ContentPolicies.Of(source)))
        {
            if (policy.IsStar && (policy.IsForConnections || areKnown))
                yield return Info.Found(policy.At, "the policy lets pages connect to * and names no ws: or wss:; Safari 10 takes * for the page's own scheme and refuses sockets") with { Fix = Mend(policy) };
            // https://github.com/w3c/webappsec-csp/issues/7
            else if (policy.IsSelf && areKnown)
                yield return Info.Found(policy.IsForConnections ? Severity.Warning : Severity.Info, policy.At, "the policy lets pages connect to 'self' and names no wss:; Safari before 16 takes 'self' for http and https alone and refuses sockets");
        }
    }

    // Where everything is let in anyway, the schemes let in nothing more.
    private static LintFix? Mend(ContentPolicy policy)
    {
        int star = policy.At.Text.IndexOf(" *", StringComparison.Ordinal);
        return star < 0 ? null : LintFix.Of("Name the sockets' schemes too", new Edit(policy.At with { Start = policy.At.Start + star + 2, End = policy.At.Start + star + 2 }, " ws: wss:"));
    }
}
