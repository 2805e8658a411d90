using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Kubernetes;

/// <summary>Objects of Kubernetes, as YAML or JSON; templates of Helm as far as they can be read unfilled.</summary>
internal sealed class KubernetesKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.Multiline;

    // The text is a stranger's: patterns that never go back cannot be made slow.
    private static readonly Regex s_names = new(@"\.(ya?ml|json|tpl)$", Options | RegexOptions.IgnoreCase);
    private static readonly Regex s_api = new(@"^\s*[""']?apiVersion[""']?:", Options);
    private static readonly Regex s_kind = new(@"^\s*[""']?kind[""']?:\s*[""']?[A-Z]", Options);

    /// <inheritdoc/>
    public string Name => "kubernetes";

    /// <inheritdoc/>
    public string Summary => "Kubernetes objects: Ingress, Service, HTTPRoute, ConfigMap, Traefik's own";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        if (!s_api.IsMatch(source.Text) || !s_kind.IsMatch(source.Text)) return Fit.No;
        // No name is Kubernetes' own, but what it holds may look like another kind: an nginx.conf in a ConfigMap.
        return s_names.IsMatch(source.Name) ? Fit.Name : Fit.Content;
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
