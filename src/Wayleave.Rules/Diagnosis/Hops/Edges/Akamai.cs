namespace Wayleave.Rules.Diagnosis.Hops.Edges;

/// <summary>Akamai.</summary>
internal static class Akamai
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("akamai", HopKind.Edge)
    {
        Signs =
        [
            Sign.Server("AkamaiGHost"),
            Sign.Header("X-Akamai-Request-ID"),
            Sign.Header("X-Akamai-Transformed"),
            Sign.Server("AkamaiNetStorage"),
        ],
        Writes =
        [
            Sign.Server("AkamaiGHost"),
            Sign.Body("errors.edgesuite.net"),
        ],
    };
}
