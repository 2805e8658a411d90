namespace Wayleave.Conformance.Chains;

/// <summary>The Origin of a page at a socket's own host.</summary>
internal static class PageOrigin
{
    /// <summary>http for ws and https for wss, and the same host and port.</summary>
    public static string Of(Uri url) => $"{(url.Scheme is "wss" or "https" ? "https" : "http")}://{url.Authority}";
}
