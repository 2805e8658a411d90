using System.Globalization;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Kubernetes;

/// <summary>The classic balancer of AWS that a Service asks for, in front of all that the cluster has. It listens to TCP here: to HTTP it passes no upgrades at all.</summary>
/// <param name="service">The Service.</param>
internal sealed class ElbHop(KubernetesObject service) : Hop("elb", HopPlace.Balancer, service.At)
{
    private const string Prefix = "service.beta.kubernetes.io/aws-load-balancer-";

    // https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/config-idle-timeout.html
    private static readonly TimeSpan s_default = TimeSpan.FromSeconds(60);

    /// <summary>Whether a Service asks for such a balancer, and one that speaks TCP.</summary>
    public static bool Is(KubernetesObject service) => AsksForElb(service) && !SpeaksHttp(service);

    /// <summary>Whether a Service asks for a classic balancer of AWS: annotations of AWS, and none for the newer ones.</summary>
    public static bool AsksForElb(KubernetesObject service) =>
        service is { Kind: "Service" } && service.Spec?["type"]?.Text is "LoadBalancer" && service.HasAnnotation(Prefix)
        && service.Annotation(Prefix + "type") is null && service.Annotation(Prefix + "nlb-target-type") is null && service.Annotation(Prefix + "scheme") is null && service.Spec?["loadBalancerClass"] is null;

    /// <summary>Whether the balancer speaks HTTP to the cluster.</summary>
    public static bool SpeaksHttp(KubernetesObject service) => service.Value(Prefix + "backend-protocol")?.ToUpperInvariant() is "HTTP" or "HTTPS";

    /// <inheritdoc/>
    public override IEnumerable<Passage> Pass(Handshake handshake)
    {
        DataEntry? idle = service.Annotation(Prefix + "connection-idle-timeout");
        yield return new Passage
        {
            At = service.At,
            End = PassageEnd.Forwarded,
            Idle = idle is null ? new Setting<TimeSpan>(s_default, null)
                : int.TryParse(idle.Value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) ? new Setting<TimeSpan>(TimeSpan.FromSeconds(seconds), idle.At) : null,
        };
    }
}
