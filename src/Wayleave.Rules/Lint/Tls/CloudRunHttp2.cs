using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Kubernetes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Tls;

/// <summary>Cloud Run is told to speak HTTP/2 to the container, over which a socket's upgrade cannot go.</summary>
internal sealed class CloudRunHttp2 : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("cloud-run-http2", CauseNames.AlpnH2OnlyBackend, Severity.Error)
    {
        Why = "A container port named h2c has Cloud Run speak HTTP/2 to the container from end to end. Its documentation says to leave that off for WebSockets.",
        Fix = "Name the port http1, or take the name out.",
        Source = "https://cloud.google.com/run/docs/triggering/websockets",
        Kinds = ["kubernetes"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from socket in deployment.Sockets.Where(socket => socket.From is not SocketPathFrom.Everywhere).Take(1)
        from service in deployment.Of<KubernetesFile>().SelectMany(file => file.Objects)
        where service.Kind == "Service" && service.Api.StartsWith("serving.knative.dev/", StringComparison.Ordinal)
        from container in service.Spec?.Find("template", "spec", "containers")?.Items ?? []
        from port in (container["ports"]?.Items ?? []).OfType<DataMap>()
        where port["name"]?.Text is "h2c"
        select Info.Found(port.Find("name")!.At, $"Cloud Run speaks HTTP/2 to this container, where the upgrade of {socket.Path} has no place");
}
