namespace Wayleave.Rules.Diagnosis.Hops.Apps;

/// <summary>Phoenix with Cowboy or Bandit.</summary>
internal static class Phoenix
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("phoenix", HopKind.App)
    {
        Signs =
        [
            Sign.Server("Cowboy"),
            Sign.Body("Phoenix.Router.NoRouteError"),
        ],
        Writes =
        [
            Sign.Server("Cowboy"),
            Sign.Body("Phoenix.Router.NoRouteError"),
        ],
    };
}
