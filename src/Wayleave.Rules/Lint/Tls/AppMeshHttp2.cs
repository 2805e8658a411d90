using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Kubernetes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Tls;

/// <summary>A listener of App Mesh that speaks HTTP/2, over which its proxies pass no upgrades.</summary>
internal sealed class AppMeshHttp2 : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("app-mesh-http2-listener", CauseNames.AlpnH2OnlyBackend, Severity.Error)
    {
        Why = "Between proxies that speak HTTP/2 an upgrade is an extended CONNECT, which App Mesh does not switch on: the next hop refuses it with 503.",
        Fix = "Declare the listener as http.",
        Source = "https://github.com/aws/aws-app-mesh-roadmap/issues/465",
        Kinds = ["kubernetes"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<KubernetesFile>()
        from one in file.Objects
        where one.Api.StartsWith("appmesh.k8s.aws/", StringComparison.Ordinal) && one.Kind is "VirtualGateway" or "VirtualNode" or "VirtualRouter"
        from listener in one.Spec?["listeners"]?.Items ?? []
        let protocol = listener["portMapping"].Entry("protocol")
        where protocol?.Value.Text is "http2"
        select Info.Found(protocol.At, $"{one.Name} takes HTTP/2 here, over which App Mesh passes no upgrades: a handshake ends in 503") with { Fix = LintFix.Of("Take HTTP/1.1", new Edit(protocol.Value.At, "http")) };
}
