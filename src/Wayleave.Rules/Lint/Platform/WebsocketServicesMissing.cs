using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Kubernetes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Platform;

/// <summary>The nginx.org controller passes upgrades only to services that the ingress names for it.</summary>
internal sealed class WebsocketServicesMissing : ILintRule
{
    private const string Annotation = "nginx.org/websocket-services";

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("nginx-org-websocket-services-missing", CauseNames.K8sAnnotationWrong, Severity.Error)
    {
        Why = "The NGINX Ingress Controller of F5 sends Upgrade and Connection on only to services that nginx.org/websocket-services names. ingress-nginx, the other one, needs nothing.",
        Fix = "Name the socket's service: nginx.org/websocket-services: \"app\".",
        Source = "https://github.com/rancher/rancher/issues/28274",
        Kinds = ["kubernetes"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        KubernetesObject[] objects = [.. deployment.Of<KubernetesFile>().SelectMany(file => file.Objects)];
        foreach (KubernetesObject ingress in objects.Where(one => one.Kind == "Ingress" && IngressControllers.Of(one, objects) is IngressController.NginxOrg))
        {
            if (PassesByItself(ingress) || ingress.Annotation(Annotation)?.Value is DataScalar { IsTemplate: true }) continue;
            string[] named = [.. (ingress.Value(Annotation) ?? "").Split(',', StringSplitOptions.TrimEntries)];
            IngressPath[] missing = [.. IngressHop.Paths(ingress).Where(path => path.Service is { } service && !named.Contains(service))];
            SocketPath[] sockets = [.. deployment.Sockets.Where(socket => missing.Any(path => path == Best(ingress, socket.Path)))];
            if (sockets.Length > 0)
            {
                IngressPath path = Best(ingress, sockets[0].Path)!;
                yield return Info.Found(path.At, $"the nginx.org controller sends upgrades only to services that {Annotation} names, and \"{path.Service}\" is none of them, so {sockets[0].Path} never opens");
            }
            else if (deployment.Sockets.IsEmpty && ingress.Annotation(Annotation) is null && missing.Length > 0)
            {
                yield return Info.Found(Severity.Warning, missing[0].At, $"if the app opens sockets, the nginx.org controller passes them only where {Annotation} names \"{missing[0].Service}\"");
            }
        }
    }

    private static IngressPath? Best(KubernetesObject ingress, string socket) =>
        IngressHop.Paths(ingress).Where(path => path.Matches(socket)).OrderByDescending(path => path.Type == "Exact").ThenByDescending(path => path.Path.Length).FirstOrDefault();

    // Headers set by hand in a snippet do the same.
    private static bool PassesByItself(KubernetesObject ingress) =>
        ingress.Annotations.Any(annotation => annotation.Key.EndsWith("-snippets", StringComparison.Ordinal) && annotation.Value.Text?.Contains("Upgrade", StringComparison.OrdinalIgnoreCase) is true);
}
