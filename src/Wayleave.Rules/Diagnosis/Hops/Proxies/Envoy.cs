namespace Wayleave.Rules.Diagnosis.Hops.Proxies;

/// <summary>Envoy: Istio, Contour, Envoy Gateway, App Mesh.</summary>
/// <remarks>It refuses an upgrade with an empty 403 where no <c>upgrade_configs</c> stands on the route that matches.</remarks>
internal static class Envoy
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("envoy", HopKind.Proxy)
    {
        Signs =
        [
            Sign.Server("envoy"),
            Sign.Server("istio-envoy"),
            Sign.Header("X-Envoy-Upstream-Service-Time"),
            Sign.Header("X-Envoy-Decorator-Operation"),
        ],
        Writes =
        [
            Sign.Body("upstream connect error or disconnect/reset before headers"),
            Sign.Body("no healthy upstream"),
            Sign.Body("upstream request timeout"),
            Sign.Server("envoy").WithoutBody().On(403, 404, 426, 503, 504),
            Sign.Server("istio-envoy").WithoutBody().On(403, 404, 426, 503, 504),
        ],
        StripsByDefault = true,
    };
}
