namespace Wayleave.Rules.Diagnosis.Hops.Platforms;

/// <summary>Railway.</summary>
internal static class Railway
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("railway", HopKind.Platform)
    {
        Signs =
        [
            Sign.Header("X-Railway-Request-Id"),
            Sign.Server("railway-edge"),
            Sign.Server("railway-hikari"),
        ],
        Writes =
        [
            Sign.Header("X-Railway-Fallback"),
        ],
    };
}
