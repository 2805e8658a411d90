namespace Wayleave.Rules.Diagnosis.Hops.Edges;

/// <summary>Fastly.</summary>
internal static class Fastly
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("fastly", HopKind.Edge)
    {
        Signs =
        [
            Sign.Header("X-Served-By", "cache-"),
            Sign.Header("Fastly-Restarts"),
            Sign.Header("X-Fastly-Request-ID"),
        ],
        Writes =
        [
            Sign.Body("Fastly error:"),
        ],
    };
}
