using System.Globalization;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;

namespace Wayleave.Rules.Config.Kubernetes;

/// <summary>What annotations and other objects say of an ingress's time-outs and stickiness.</summary>
internal static class IngressSettings
{
    // ingress-nginx and nginx.org: nginx's own default. ALB: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#connection-idle-timeout
    private static readonly TimeSpan s_minute = TimeSpan.FromSeconds(60);

    // AGIC's request-timeout, and Google's backend time-out: 30 s each.
    private static readonly TimeSpan s_half = TimeSpan.FromSeconds(30);

    /// <summary>The silence after which the controller's program ends a socket; null if it is not known.</summary>
    public static Setting<TimeSpan>? Idle(KubernetesFile file, KubernetesObject ingress, IngressController controller) => controller switch
    {
        IngressController.IngressNginx => Nginx(file, ingress),
        IngressController.NginxOrg => ingress.Annotation("nginx.org/proxy-read-timeout") is not { } read ? new Setting<TimeSpan>(s_minute, null) : read.Value.Text is { } text && NginxUnits.Time(text) is { } time ? new Setting<TimeSpan>(time, read.At) : null,
        IngressController.EitherNginx => ingress.Annotations.Any(annotation => annotation.Key.EndsWith("/proxy-read-timeout", StringComparison.Ordinal)) ? null : Nginx(file, ingress),
        IngressController.Alb => Alb(ingress),
        IngressController.Agic => Seconds(ingress.Annotation("appgw.ingress.kubernetes.io/request-timeout"), s_half),
        IngressController.HAProxy => HAProxy(ingress),
        IngressController.Traefik => new Setting<TimeSpan>(Timeout.InfiniteTimeSpan, null),
        _ => null,
    };

    /// <summary>The age at which the balancer ends a socket: Google's counts it from the beginning, busy or not.</summary>
    public static Setting<TimeSpan>? Lifetime(KubernetesFile file, IngressPath path, IngressController controller)
    {
        if (controller is not IngressController.Gke) return null;
        KubernetesObject? service = file.Objects.FirstOrDefault(one => one.Kind == "Service" && one.Name == path.Service);
        if (service is null) return null;
        if ((service.Value("cloud.google.com/backend-config") ?? service.Value("beta.cloud.google.com/backend-config")) is not { } named) return new Setting<TimeSpan>(s_half, null);
        KubernetesObject? config = file.Objects.FirstOrDefault(one => one.Kind == "BackendConfig" && named.Contains("\"" + one.Name + "\"", StringComparison.Ordinal));
        return config is null ? null : Seconds((config.Spec as DataMap)?.Find("timeoutSec"), s_half);
    }

    /// <summary>Whether a client always reaches the same copy of the app; null if it is not known.</summary>
    public static bool? Sticky(KubernetesFile file, KubernetesObject ingress, IngressController controller, IngressPath path)
    {
        if (path.Service is null || file.Copies(path.Service) is not { } copies) return null;
        if (copies < 2) return true;
        KubernetesObject? service = file.Objects.FirstOrDefault(one => one.Kind == "Service" && one.Name == path.Service);
        return controller switch
        {
            IngressController.IngressNginx => ingress.Value("nginx.ingress.kubernetes.io/affinity") is "cookie" || ingress.Annotation("nginx.ingress.kubernetes.io/upstream-hash-by") is not null,
            IngressController.NginxOrg => ingress.Annotation("nginx.com/sticky-cookie-services") is not null || ingress.Value("nginx.org/lb-method")?.Contains("hash", StringComparison.Ordinal) is true,
            IngressController.Traefik => service?.Value("traefik.ingress.kubernetes.io/service.sticky.cookie") is "true",
            IngressController.Alb => ingress.Value("alb.ingress.kubernetes.io/target-group-attributes")?.Contains("stickiness.enabled=true", StringComparison.Ordinal) is true,
            IngressController.Agic => ingress.Value("appgw.ingress.kubernetes.io/cookie-based-affinity") is "true",
            _ => null,
        };
    }

    // Its annotation is a number of seconds; a rule of its own speaks of what is none.
    private static Setting<TimeSpan>? Nginx(KubernetesFile file, KubernetesObject ingress)
    {
        DataEntry? own = ingress.Annotation("nginx.ingress.kubernetes.io/proxy-read-timeout");
        if (own is not null) return Seconds(own) is { } seconds ? new Setting<TimeSpan>(seconds, own.At) : null;
        DataEntry? all = file.Objects.Where(one => one.Kind == "ConfigMap").Select(map => (map.Node["data"] as DataMap)?.Find("proxy-read-timeout")).FirstOrDefault(entry => entry is not null);
        return all is not null && Seconds(all) is { } common ? new Setting<TimeSpan>(common, all.At) : new Setting<TimeSpan>(s_minute, null);
    }

    private static Setting<TimeSpan>? Alb(KubernetesObject ingress)
    {
        if (ingress.Annotation("alb.ingress.kubernetes.io/load-balancer-attributes") is not { } attributes) return new Setting<TimeSpan>(s_minute, null);
        const string name = "idle_timeout.timeout_seconds=";
        if (attributes.Value is not DataScalar { IsTemplate: false } text) return null;
        string? set = text.Value.Split(',', StringSplitOptions.TrimEntries).FirstOrDefault(one => one.StartsWith(name, StringComparison.Ordinal));
        if (set is null) return new Setting<TimeSpan>(s_minute, null);
        return int.TryParse(set[name.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) ? new Setting<TimeSpan>(TimeSpan.FromSeconds(seconds), attributes.At) : null;
    }

    private static Setting<TimeSpan>? HAProxy(KubernetesObject ingress)
    {
        DataEntry? tunnel = ingress.Annotation("haproxy.org/timeout-tunnel") ?? ingress.Annotation("haproxy-ingress.github.io/timeout-tunnel");
        // An hour by default in both.
        if (tunnel is null) return new Setting<TimeSpan>(TimeSpan.FromHours(1), null);
        return tunnel.Value.Text is { } text && NginxUnits.Time(text) is { } time ? new Setting<TimeSpan>(time, tunnel.At) : null;
    }

    private static Setting<TimeSpan>? Seconds(DataEntry? entry, TimeSpan otherwise) =>
        entry is null ? new Setting<TimeSpan>(otherwise, null) : Seconds(entry) is { } set ? new Setting<TimeSpan>(set, entry.At) : null;

    private static TimeSpan? Seconds(DataEntry entry) =>
        entry.Value is DataScalar { IsTemplate: false } text && int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) ? TimeSpan.FromSeconds(seconds) : null;
}
