using System.Text.RegularExpressions;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Kubernetes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A snippet of an ingress sends <c>Connection: upgrade</c> with every request, though ingress-nginx passes upgrades by itself.</summary>
internal sealed class SnippetForcesUpgrade : ILintRule
{
    // The text is a stranger's: patterns that never go back cannot be made slow.
    private static readonly Regex s_forced = new(@"proxy_set_header\s+[""']?Connection[""']?\s+\\?[""']?upgrade\\?[""']?\s*;", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase);

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("ingress-snippet-forces-upgrade", CauseNames.UpgradeHeaderForced, Severity.Warning)
    {
        Why = "ingress-nginx sends Upgrade on, and Connection by a map, without being told. A fixed Connection: upgrade goes with plain requests too, of which those with a body may fail.",
        Fix = "Remove the lines that set Upgrade and Connection from the snippet.",
        Source = "https://kubernetes.github.io/ingress-nginx/user-guide/miscellaneous/#websockets",
        Kinds = ["kubernetes"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<KubernetesFile>()
        from one in file.Objects
        from entry in one.Annotations.Concat(one.Kind == "ConfigMap" ? one.Node["data"]?.Entries ?? [] : [])
        where entry.Key.EndsWith("snippet", StringComparison.Ordinal) || entry.Key.EndsWith("snippets", StringComparison.Ordinal)
        from forced in Forced(entry.Value)
        select Info.Found(forced, "every request says Connection: upgrade, the plain ones too; the controller passes real upgrades by itself");

    private static IEnumerable<Span> Forced(DataNode value) =>
        s_forced.Matches(value.At.Text).Select(match => value.At with { Start = value.At.Start + match.Index, End = value.At.Start + match.Index + match.Length });
}
