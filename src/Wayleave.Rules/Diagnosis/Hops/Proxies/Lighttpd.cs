namespace Wayleave.Rules.Diagnosis.Hops.Proxies;

/// <summary>lighttpd.</summary>
internal static class Lighttpd
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("lighttpd", HopKind.Proxy)
    {
        Signs =
        [
            Sign.Server("lighttpd"),
        ],
        StripsByDefault = true,
    };
}
