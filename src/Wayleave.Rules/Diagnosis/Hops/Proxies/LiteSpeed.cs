namespace Wayleave.Rules.Diagnosis.Hops.Proxies;

/// <summary>LiteSpeed.</summary>
internal static class LiteSpeed
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("litespeed", HopKind.Proxy)
    {
        Signs =
        [
            Sign.Server("LiteSpeed"),
        ],
        Writes =
        [
            Sign.Body("Proudly powered by LiteSpeed"),
        ],
        StripsByDefault = true,
    };
}
