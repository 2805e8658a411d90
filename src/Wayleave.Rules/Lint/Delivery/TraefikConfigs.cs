using Wayleave.Rules.Config.Compose;
using Wayleave.Rules.Config.Kubernetes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Traefik;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>What a deployment tells Traefik, in whatever files.</summary>
internal static class TraefikConfigs
{
    /// <summary>Each of them: Traefik's own files, compose files.</summary>
    public static IEnumerable<TraefikConfig> Of(Deployment deployment) =>
        deployment.Of<TraefikFile>().Select(file => file.Config)
            .Concat(deployment.Of<ComposeFile>().Select(file => file.Traefik).OfType<TraefikConfig>())
            .Concat(deployment.Of<KubernetesFile>().Select(file => file.Traefik).OfType<TraefikConfig>());

    /// <summary>Traefik's version, told by whichever file; null if none does.</summary>
    public static Version? Version(Deployment deployment) => Of(deployment).Select(config => config.Version).FirstOrDefault(version => version is not null);
}
