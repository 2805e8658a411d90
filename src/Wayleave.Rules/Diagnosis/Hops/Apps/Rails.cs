namespace Wayleave.Rules.Diagnosis.Hops.Apps;

/// <summary>Ruby on Rails with Puma.</summary>
internal static class Rails
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("rails", HopKind.App)
    {
        Signs =
        [
            Sign.Header("X-Runtime"),
            Sign.Server("Puma"),
        ],
        Writes =
        [
            Sign.Body("The page you were looking for doesn't exist"),
            Sign.Body("Puma caught this error"),
            Sign.Body("Page not found</"),
            Sign.Header("X-Runtime"),
        ],
    };
}
