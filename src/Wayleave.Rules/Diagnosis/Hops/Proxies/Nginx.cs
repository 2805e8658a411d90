namespace Wayleave.Rules.Diagnosis.Hops.Proxies;

/// <summary>nginx.</summary>
/// <remarks>It replaces the app's <c>Server</c> by its own, so only the centred line of its error pages proves that it wrote an answer. Upgrades pass only where <c>proxy_set_header</c> puts the two headers back.</remarks>
internal static class Nginx
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("nginx", HopKind.Proxy)
    {
        Signs =
        [
            Sign.Server("nginx"),
            Sign.Body("<center>nginx"),
        ],
        Writes =
        [
            Sign.Body("<center>nginx"),
        ],
        StripsByDefault = true,
    };
}
