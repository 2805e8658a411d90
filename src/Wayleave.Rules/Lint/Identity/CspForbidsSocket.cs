using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Csp;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>A page's policy lists where it may connect to, and its socket is not there.</summary>
internal sealed class CspForbidsSocket : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("csp-forbids-socket", CauseNames.CspConnectSrc, Severity.Error)
    {
        Why = "A browser opens a socket only to what connect-src of the page's Content-Security-Policy lists, or default-src where there is none. All else is refused before anything is sent.",
        Fix = "Add the socket's address: connect-src 'self' wss://app.example.com.",
        Source = "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Content-Security-Policy/connect-src",
    };

    /// <summary>The files in which a policy may stand: those that were named and those that they bring in.</summary>
    public static IEnumerable<SourceText> Sources(Deployment deployment) => deployment.Files.SelectMany(file => file.Included.Prepend(file.Source)).Distinct();

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        ImmutableArray<string> own = PublicHosts.Of(deployment), named = PageSockets.Named(deployment);
        bool areKnown = PageSockets.AreKnown(deployment);
        foreach (ContentPolicy policy in Sources(deployment).SelectMany(source => ContentPolicies.Of(source)))
        {
            string? missing = named.FirstOrDefault(host => !policy.MayLetIn(host, own.Contains(host)));
            if (missing is not null)
            {
                yield return Info.Found(policy.At, $"pages open a socket on {missing}, and their policy does not list it: browsers refuse it before anything is sent");
            }
            else if (areKnown && policy.IsForConnections && named.IsEmpty && !policy.NamesSockets && (own.IsEmpty ? !policy.MayLetIn("", isOwn: true) && !policy.Sources.Any(IsHost) : !own.Any(host => policy.MayLetIn(host, isOwn: true))))
            {
                // Which host pages are on is not known where nobody says it: a host in the list may be theirs.
                yield return Info.Found(policy.At, $"the policy lets pages connect to {string.Join(' ', policy.Sources)} only, and not to a socket on their own host: browsers refuse it before anything is sent");
            }
        }
    }

    private static bool IsHost(string source) => source[0] != '\'' && source.Contains('.', StringComparison.Ordinal);
}
