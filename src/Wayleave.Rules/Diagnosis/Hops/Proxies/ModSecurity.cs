namespace Wayleave.Rules.Diagnosis.Hops.Proxies;

/// <summary>A ModSecurity firewall inside the proxy.</summary>
internal static class ModSecurity
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("modsecurity", HopKind.Proxy)
    {
        Signs =
        [
            Sign.Body("ModSecurity"),
            Sign.Body("Mod_Security"),
        ],
        Writes =
        [
            Sign.Body("ModSecurity"),
            Sign.Body("Mod_Security"),
        ],
    };
}
