namespace Wayleave.Rules.Diagnosis.Hops.Apps;

/// <summary>Flask with Werkzeug, or another WSGI server.</summary>
internal static class Werkzeug
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("werkzeug", HopKind.App)
    {
        Signs =
        [
            Sign.Server("Werkzeug"),
            Sign.Server("gunicorn"),
            Sign.Body("If you entered the URL manually please check your spelling"),
        ],
        Writes =
        [
            Sign.Server("Werkzeug"),
            Sign.Server("gunicorn"),
            Sign.Server("waitress"),
            Sign.Server("WSGIServer"),
            Sign.Body("If you entered the URL manually please check your spelling"),
            Sign.Body("The browser (or proxy) sent a request that this server could not understand."),
        ],
    };
}
