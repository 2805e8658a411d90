namespace Wayleave.Rules.Diagnosis.Hops.Platforms;

/// <summary>Fly.io's proxy.</summary>
internal static class Fly
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("fly", HopKind.Platform)
    {
        Signs =
        [
            Sign.Server("Fly/"),
            Sign.Header("Fly-Request-Id"),
            Sign.Via("fly.io"),
        ],
    };
}
