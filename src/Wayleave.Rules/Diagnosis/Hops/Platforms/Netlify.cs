namespace Wayleave.Rules.Diagnosis.Hops.Platforms;

/// <summary>Netlify.</summary>
internal static class Netlify
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("netlify", HopKind.Platform)
    {
        Signs =
        [
            Sign.Header("X-Nf-Request-Id"),
            Sign.Server("Netlify"),
        ],
        Writes =
        [
            Sign.Body("Not found - Request ID:"),
        ],
    };
}
