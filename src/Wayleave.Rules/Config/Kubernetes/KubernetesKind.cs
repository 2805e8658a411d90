using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Kubernetes;

/// <summary>Objects of Kubernetes, as YAML or JSON; templates of Helm as far as they can be read unfilled.</summary>
internal sealed partial class KubernetesKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline;

    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"\.(ya?ml|json|tpl)$", Options | RegexOptions.IgnoreCase, PatternLimit.Milliseconds)]
    private static partial Regex NamesPattern { get; }

    [GeneratedRegex(@"^[ \t]*[""']?apiVersion[""']?:", Options, PatternLimit.Milliseconds)]
    private static partial Regex ApiPattern { get; }

    [GeneratedRegex(@"^[ \t]*[""']?kind[""']?:\s*[""']?[A-Z]", Options, PatternLimit.Milliseconds)]
    private static partial Regex KindPattern { get; }

    /// <inheritdoc/>
    public string Name => "kubernetes";

    /// <inheritdoc/>
    public string Summary => "Kubernetes objects: Ingress, Service, HTTPRoute, ConfigMap, Traefik's own";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        if (!ApiPattern.IsMatch(source.Text) || !KindPattern.IsMatch(source.Text)) return Fit.No;
        // No name is Kubernetes' own, but what it holds may look like another kind: an nginx.conf in a ConfigMap.
        return NamesPattern.IsMatch(source.Name) ? Fit.Name : Fit.Content;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        DataText text = DataReader.Read(source);
        KubernetesObject[] objects = [.. text.Roots.SelectMany(Items).Select(node => new KubernetesObject(node))];
        return new KubernetesFile(source, [.. objects], context) { Errors = text.Errors, Traefik = TraefikObjects.Read(source, objects, context) };
    }

    private static IEnumerable<DataNode> Items(DataNode root) =>
        root["items"] is DataList list && root["kind"]?.Text?.EndsWith("List", StringComparison.Ordinal) is true ? list.Values : root is DataList documents ? documents.Values : [root];
}
