namespace Wayleave.Rules.Diagnosis.Hops.Proxies;

/// <summary>Varnish.</summary>
internal static class Varnish
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("varnish", HopKind.Proxy)
    {
        Signs =
        [
            Sign.Header("X-Varnish"),
            Sign.Via("varnish"),
            Sign.Server("Varnish"),
        ],
        Writes =
        [
            Sign.Body("Guru Meditation"),
            Sign.Body("Varnish cache server"),
            Sign.Server("Varnish"),
        ],
        StripsByDefault = true,
    };
}
