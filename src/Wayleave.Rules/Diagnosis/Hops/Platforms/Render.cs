namespace Wayleave.Rules.Diagnosis.Hops.Platforms;

/// <summary>Render.</summary>
internal static class Render
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("render", HopKind.Platform)
    {
        Signs =
        [
            Sign.Header("x-render-origin-server"),
            Sign.Header("rndr-id"),
        ],
        Writes =
        [
            Sign.Header("x-render-routing"),
        ],
    };
}
