namespace Wayleave.Rules.Diagnosis.Hops.Proxies;

/// <summary>Pound.</summary>
internal static class Pound
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("pound", HopKind.Proxy)
    {
        Signs =
        [
            Sign.Server("pound"),
        ],
        StripsByDefault = true,
    };
}
