using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Apache;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Kubernetes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A site of any other product than nginx still has the name of a sample.</summary>
internal sealed class PlaceholderLeft : ILintRule
{
    // nginx's own rule knows more places.
    private const string Own = "nginx";

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("placeholder-left", CauseNames.PlaceholderLeft, Severity.Warning)
    {
        Why = "A site answers for the names that are written there. With a sample's name in their place requests for the real one reach another site, or none.",
        Fix = "Put the real name in its place.",
        Source = "https://httpd.apache.org/docs/2.4/vhosts/name-based.html",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from named in Apache(deployment).Concat(Ingresses(deployment)).Concat(Listeners(deployment))
        where NginxPlaceholderLeft.IsSample(named.Name)
        group named by named.At into same
        select Info.Found(same.Key, $"\"{same.First().Name}\" is a sample's name: requests for the real one do not reach this site");

    private static IEnumerable<(string Name, Span At)> Apache(Deployment deployment) =>
        from directive in deployment.Of<ApacheFile>().SelectMany(file => file.All)
        where directive.Is("ServerName") || directive.Is("ServerAlias")
        from name in directive.Arguments
        select (name.Text, directive.At);

    private static IEnumerable<(string Name, Span At)> Ingresses(Deployment deployment) =>
        from ingress in deployment.Of<KubernetesFile>().SelectMany(file => file.Ingresses)
        from rule in ingress.Spec?["rules"]?.Items ?? []
        let host = rule["host"] as DataScalar
        where host is { IsTemplate: false }
        select (host.Value, host.At);

    private static IEnumerable<(string Name, Span At)> Listeners(Deployment deployment) =>
        from crossing in deployment.Crossings
        where crossing.Hop.Product is not (Own or "apache" or "kubernetes" or "ingress-nginx")
        let listener = crossing.Passage.Listener
        where listener is not null
        from name in listener.Names
        select (name, listener.At);
}
