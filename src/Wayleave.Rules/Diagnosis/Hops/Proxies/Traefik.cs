namespace Wayleave.Rules.Diagnosis.Hops.Proxies;

/// <summary>Traefik.</summary>
internal static class Traefik
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("traefik", HopKind.Proxy)
    {
        Signs =
        [
            Sign.Server("Traefik"),
            Sign.Cookie("_TRAEFIK_BACKEND"),
        ],
    };
}
