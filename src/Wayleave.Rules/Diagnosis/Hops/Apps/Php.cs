namespace Wayleave.Rules.Diagnosis.Hops.Apps;

/// <summary>PHP.</summary>
internal static class Php
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("php", HopKind.App)
    {
        Signs =
        [
            Sign.Header("X-Powered-By", "PHP/"),
            Sign.Cookie("PHPSESSID"),
            Sign.Cookie("laravel_session"),
        ],
        Writes =
        [
            Sign.Header("X-Powered-By", "PHP/"),
        ],
    };
}
