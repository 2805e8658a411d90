using System.Buffers;
using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Kubernetes;

/// <summary>What an ingress does with a handshake, by the controller that serves it.</summary>
/// <param name="file">The file, whose other objects tell more.</param>
/// <param name="ingress">The ingress.</param>
internal sealed class IngressHop(KubernetesFile file, KubernetesObject ingress) : Hop(ProductOf(file, ingress), PlaceOf(file, ingress), ingress.At)
{
    private static readonly Version s_http11 = new(1, 1);
    private static readonly SearchValues<char> s_patternSigns = SearchValues.Create("()[]{}|\\^$+?");

    private readonly IngressController _controller = IngressControllers.Of(ingress, file.Objects);

    /// <inheritdoc/>
    public override ImmutableArray<SocketPath> SocketPaths =>
        [.. Paths(ingress).Where(path => path.Path.StartsWith('/') && !IsPattern(path.Path) && SocketPathNames.Says(path.Path)).Select(path => new SocketPath(path.Path, SocketPathFrom.File, path.At))];

    /// <summary>The paths of an ingress, the default backend last.</summary>
    public static IEnumerable<IngressPath> Paths(KubernetesObject ingress)
    {
        foreach (DataNode rule in ingress.Spec?["rules"]?.Items ?? [])
        {
            string? host = rule["host"]?.Text;
            foreach (DataNode path in rule.Find("http", "paths")?.Items ?? [])
            {
                (string? service, int? port) = IngressPath.Backend(path["backend"]);
                Span at = (path as DataMap)?.Find("path")?.At ?? path["backend"]?.At ?? path.At;
                yield return new IngressPath(at, host, path["path"]?.Text ?? "/", path["pathType"]?.Text ?? "ImplementationSpecific", service, port);
            }
        }

        if ((ingress.Spec?["defaultBackend"] ?? ingress.Spec?["backend"]) is not { } fallback) yield break;
        (string? name, int? number) = IngressPath.Backend(fallback);
        yield return new IngressPath(fallback.At, null, "/", "ImplementationSpecific", name, number);
    }

    /// <inheritdoc/>
    public override IEnumerable<Passage> Pass(Handshake handshake)
    {
        IngressPath[] taking = [.. Paths(ingress).Where(path => path.Takes(handshake.Host))];
        if (taking.Any(path => IsPattern(path.Path))) return [];
        IngressPath? chosen = taking.Where(path => path.Matches(handshake.Path)).OrderByDescending(path => path.Type == "Exact").ThenByDescending(path => path.Path.Length).FirstOrDefault();
        if (chosen is not null) return [Forward(chosen)];
        // Another ingress may have the same host and this path: only one that is alone leaves it to nobody.
        return taking.Length > 0 && file.Ingresses.Count() == 1 && !file.Objects.Any(one => one.Kind is "HTTPRoute" or "IngressRoute" or "VirtualServer")
            ? [new Passage { At = taking[0].At, End = PassageEnd.Answered, Status = 404 }]
            : [];
    }

    private static string ProductOf(KubernetesFile file, KubernetesObject ingress) => IngressControllers.Of(ingress, file.Objects) switch
    {
        IngressController.IngressNginx => "ingress-nginx",
        IngressController.NginxOrg => "nginx-ingress",
        IngressController.EitherNginx => "ingress",
        IngressController.Traefik => "traefik",
        IngressController.HAProxy => "haproxy-ingress",
        IngressController.Alb => "alb",
        IngressController.Gke => "gke",
        IngressController.Agic => "azure-application-gateway",
        _ => "ingress",
    };

    private static HopPlace PlaceOf(KubernetesFile file, KubernetesObject ingress) =>
        IngressControllers.Of(ingress, file.Objects) is IngressController.Alb or IngressController.Gke or IngressController.Agic ? HopPlace.Balancer : HopPlace.Proxy;

    // A template, or a regular expression as nginx and Traefik's older rules take it.
    private static bool IsPattern(string path) => path.AsSpan().ContainsAny(s_patternSigns) || path.Contains(TemplateMask.Hidden, StringComparison.Ordinal);

    private Passage Forward(IngressPath path)
    {
        bool tls = ingress.Spec?["tls"] is not null;
        var passage = new Passage
        {
            At = path.At,
            End = _controller is IngressController.Unknown or IngressController.Other ? PassageEnd.Unknown : PassageEnd.Forwarded,
            Listener = tls ? new Listener(443, true, ingress.Spec!["tls"]!.At) { Names = path.Host is { } name ? [name] : [] } : null,
            To = new Upstream(path.At) { Host = path.Service, Port = path.Port, Sticky = IngressSettings.Sticky(file, ingress, _controller, path) },
            Idle = IngressSettings.Idle(file, ingress, _controller),
            Lifetime = IngressSettings.Lifetime(file, path, _controller),
        };
        return _controller switch
        {
            IngressController.IngressNginx => Nginx(passage, tls),
            IngressController.EitherNginx => passage with { Headers = Unsure("upgrade", "connection", "host", "x-forwarded-proto"), To = passage.To! with { Path = null } },
            IngressController.NginxOrg => passage with { Headers = Unsure("upgrade", "connection"), Version = new Setting<Version>(s_http11, null) },
            IngressController.Alb when ingress.Annotation("alb.ingress.kubernetes.io/backend-protocol-version") is { Value.Text: "HTTP2" or "GRPC" } version =>
                passage with { Version = new Setting<Version>(new Version(2, 0), version.At) },
            _ => passage,
        };
    }

    private Passage Nginx(Passage passage, bool tls)
    {
        const string prefix = "nginx.ingress.kubernetes.io/";
        if ((ingress.Annotation(prefix + "permanent-redirect") ?? ingress.Annotation(prefix + "temporal-redirect")) is { } redirect)
            return passage with { End = PassageEnd.Redirected, At = redirect.At, Status = 301, Location = redirect.Value.Text, To = null };
        ImmutableDictionary<string, HeaderFate> headers = tls ? ImmutableDictionary<string, HeaderFate>.Empty.Add("x-forwarded-proto", HeaderFate.Is("https")) : Unsure("x-forwarded-proto");
        if (ingress.Annotation(prefix + "upstream-vhost") is { } host)
            headers = headers.SetItem("host", host.Value is DataScalar { IsTemplate: false } name && !name.Value.Contains('$', StringComparison.Ordinal) ? HeaderFate.Is(name.Value, host.At) : HeaderFate.Unknown(host.At));
        Upstream to = passage.To!;
        if (ingress.Annotation(prefix + "rewrite-target") is { } rewrite) to = to with { Path = rewrite.Value is DataScalar { IsTemplate: false } target && !target.Value.Contains('$', StringComparison.Ordinal) ? target.Value : null, At = rewrite.At };
        DataEntry? version = ingress.Annotation(prefix + "proxy-http-version");
        return passage with
        {
            To = to with { Tls = ingress.Value(prefix + "backend-protocol")?.ToUpperInvariant() is "HTTPS" or "GRPCS" },
            Headers = headers,
            Version = version is null ? new Setting<Version>(s_http11, null) : Version.TryParse(version.Value.Text, out Version? set) ? new Setting<Version>(set, version.At) : null,
        };
    }

    private static ImmutableDictionary<string, HeaderFate> Unsure(params string[] names) => names.ToImmutableDictionary(name => name, _ => HeaderFate.Unknown());
}
