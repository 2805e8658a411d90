namespace Wayleave.Rules.Diagnosis.Hops.Platforms;

/// <summary>Vercel.</summary>
internal static class Vercel
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("vercel", HopKind.Platform)
    {
        Signs =
        [
            Sign.Header("X-Vercel-Id"),
            Sign.Server("Vercel"),
        ],
        Writes =
        [
            Sign.Header("X-Vercel-Error"),
        ],
    };
}
