namespace Wayleave.Rules.Diagnosis.Hops.Apps;

/// <summary>Our own far end.</summary>
internal static class OurOwn
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("wayleave", HopKind.App)
    {
        Signs =
        [
            Sign.Header("Wayleave"),
        ],
        Writes =
        [
            Sign.Header("Wayleave"),
        ],
    };
}
