namespace Wayleave.Rules.Diagnosis.Hops.Proxies;

/// <summary>Caddy.</summary>
/// <remarks>It adds <c>Server: Caddy</c> beside the app's own, and its own errors have no body.</remarks>
internal static class Caddy
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("caddy", HopKind.Proxy)
    {
        Signs =
        [
            Sign.Server("Caddy"),
            Sign.Via("Caddy"),
        ],
        Writes =
        [
            Sign.Server("Caddy").WithoutBody().On(502, 503, 504, 404, 308, 200),
        ],
    };
}
