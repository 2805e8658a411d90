namespace Wayleave.Rules.Diagnosis.Hops.Edges;

/// <summary>Azure Front Door.</summary>
internal static class AzureFrontDoor
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("azure-front-door", HopKind.Edge)
    {
        Signs =
        [
            Sign.Header("X-Azure-Ref"),
            Sign.Header("X-MSEdge-Ref"),
        ],
        Writes =
        [
            Sign.Body("Our services aren't available right now"),
        ],
    };
}
