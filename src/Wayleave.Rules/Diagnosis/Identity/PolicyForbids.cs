using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;

namespace Wayleave.Rules.Diagnosis.Identity;

/// <summary>The page's Content-Security-Policy has a connect-src (or default-src) that does not allow the socket's URL.</summary>
internal sealed class PolicyForbids : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("policy-does-not-allow-the-socket", CauseNames.CspConnectSrc)
    {
        Why = "The browser refuses the connection before anything is sent.",
        Source = "W3C Content Security Policy Level 3 §6.1.2 (connect-src) and §6.7.2 (matching).",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (evidence.Page is not { } page || evidence.IsPage)
            yield break;
        string? policy = page.ContentSecurityPolicies.FirstOrDefault(p => !SecurityPolicy.Allows(p, new Uri(page.Url), evidence.Socket));
        if (policy is null)
            yield break;

        yield return Info.Found(
            Severity.Error,
            0.95,
            Chain.App,
            $"The page's policy \"{SecurityPolicy.Governing(policy)}\" does not allow {evidence.Socket.OriginalString}, so browsers do not open it.",
            page);
    }
}
