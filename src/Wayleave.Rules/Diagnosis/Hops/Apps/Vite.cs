namespace Wayleave.Rules.Diagnosis.Hops.Apps;

/// <summary>Vite's development server.</summary>
internal static class Vite
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("vite", HopKind.App)
    {
        Signs =
        [
            Sign.Body("/@vite/client"),
        ],
        Writes =
        [
            Sign.Body("Blocked request. This host ("),
        ],
    };
}
