namespace Wayleave.Rules.Diagnosis.Hops.Proxies;

/// <summary>Apache httpd.</summary>
/// <remarks>It keeps the app's <c>Server</c>; its own error pages are in HTML 2.0, those of late releases in HTML 4.01, and in Latin 1.</remarks>
internal static class Apache
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("apache", HopKind.Proxy)
    {
        Signs =
        [
            Sign.Server("Apache"),
            Sign.Body("<address>Apache"),
        ],
        Writes =
        [
            Sign.Body("http://www.w3.org/TR/html4/strict.dtd\">\n<html><head>\n<title>"),
            Sign.Body("//DTD HTML 2.0//EN"),
            Sign.Body("//DTD HTML 4.01//EN").And(Sign.Server("Apache")).And(Sign.Header("Content-Type", "iso-8859-1")),
            Sign.Body("<address>Apache"),
        ],
        StripsByDefault = true,
    };
}
