namespace Wayleave.Rules.Diagnosis.Hops.Apps;

/// <summary>ASP.NET Core's Kestrel.</summary>
internal static class Kestrel
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("kestrel", HopKind.App)
    {
        Signs =
        [
            Sign.Server("Kestrel"),
        ],
        Writes =
        [
            Sign.Server("Kestrel"),
        ],
    };
}
