namespace Wayleave.Rules.Diagnosis.Hops.Proxies;

/// <summary>Caddy.</summary>
/// <remarks>It adds <c>Server: Caddy</c> beside the app's own, and its own errors have no body.</remarks>
internal static class Caddy
{
    private static readonly Sign Alone = new("server: Caddy alone", e => e.Headers("Server").SequenceEqual(["Caddy"]));

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
            Alone.WithoutBody().On(200, 301, 308, 401, 404, 502, 503, 504),
        ],
    };
}
