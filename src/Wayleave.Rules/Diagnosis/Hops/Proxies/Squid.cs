namespace Wayleave.Rules.Diagnosis.Hops.Proxies;

/// <summary>Squid, most often as a company's or a school's outbound proxy.</summary>
internal static class Squid
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("squid", HopKind.Proxy)
    {
        Signs =
        [
            Sign.Header("X-Squid-Error"),
            Sign.Via("squid"),
            Sign.Server("squid"),
        ],
        Writes =
        [
            Sign.Header("X-Squid-Error"),
            Sign.Body("Generated").And(Sign.Server("squid")),
        ],
        StripsByDefault = true,
    };
}
