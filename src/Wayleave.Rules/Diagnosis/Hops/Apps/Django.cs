namespace Wayleave.Rules.Diagnosis.Hops.Apps;

/// <summary>Django and Channels, under daphne or another server.</summary>
internal static class Django
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("daphne", HopKind.App)
    {
        Signs =
        [
            Sign.Server("daphne"),
            Sign.Server("Daphne"),
            Sign.Body("You're seeing this error because you have <code>DEBUG = True</code>"),
            Sign.Cookie("csrftoken"),
        ],
        Writes =
        [
            Sign.Server("daphne"),
            Sign.Body("<h1>Not Found</h1><p>The requested resource was not found on this server.</p>"),
            Sign.Body("The requested resource was not found on this server."),
            Sign.Body("You're seeing this error because you have <code>DEBUG = True</code>"),
            Sign.Body("<h1>Bad Request (400)</h1>"),
            Sign.Body("Invalid HTTP_HOST header"),
            Sign.Body("<h1>Server Error (500)</h1>"),
            Sign.Body("<title>DisallowedHost"),
        ],
    };
}
