namespace Wayleave.Rules.Diagnosis.Hops.Proxies;

/// <summary>Kong.</summary>
internal static class Kong
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("kong", HopKind.Proxy)
    {
        Signs =
        [
            Sign.Header("X-Kong-Upstream-Latency"),
            Sign.Header("X-Kong-Proxy-Latency"),
            Sign.Via("kong/"),
            Sign.Server("kong/"),
        ],
        Writes =
        [
            Sign.Body("no Route matched with those values"),
        ],
    };
}
