namespace Wayleave.Rules.Diagnosis.Hops.Proxies;

/// <summary>OpenResty: nginx with Lua.</summary>
internal static class Openresty
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("openresty", HopKind.Proxy)
    {
        Signs =
        [
            Sign.Server("openresty"),
            Sign.Body("<center>openresty"),
        ],
        Writes =
        [
            Sign.Body("<center>openresty"),
        ],
        StripsByDefault = true,
    };
}
