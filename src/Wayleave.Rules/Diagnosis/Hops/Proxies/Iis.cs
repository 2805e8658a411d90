namespace Wayleave.Rules.Diagnosis.Hops.Proxies;

/// <summary>IIS with Application Request Routing.</summary>
internal static class Iis
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("iis", HopKind.Proxy)
    {
        Signs =
        [
            Sign.Server("Microsoft-IIS"),
            Sign.Header("X-Powered-By", "ARR/"),
            Sign.Header("X-Powered-By", "ASP.NET"),
        ],
        Writes =
        [
            Sign.Body("HTTP Error 50"),
            Sign.Body("HTTP Error 40"),
            Sign.Body("<h2>Bad Request - Invalid"),
            Sign.Body("Microsoft-HTTPAPI"),
            Sign.Server("Microsoft-HTTPAPI"),
        ],
        StripsByDefault = true,
    };
}
