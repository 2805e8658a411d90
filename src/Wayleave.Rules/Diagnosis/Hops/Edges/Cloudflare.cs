namespace Wayleave.Rules.Diagnosis.Hops.Edges;

/// <summary>Cloudflare's proxy.</summary>
/// <remarks>It puts its own name into <c>Server</c> over every answer, so that header alone does not tell who wrote one.</remarks>
internal static class Cloudflare
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("cloudflare", HopKind.Edge)
    {
        Signs =
        [
            Sign.Header("CF-RAY"),
            Sign.Server("cloudflare"),
            Sign.Header("CF-Cache-Status"),
            Sign.Cookie("__cf_bm"),
            Sign.Cookie("__cflb"),
        ],
        Writes =
        [
            Sign.Body("<center>cloudflare</center>"),
            Sign.Body("cf-error-details"),
            Sign.Body("error code: 5").And(Sign.Server("cloudflare")),
            Sign.Body("error code: 4").And(Sign.Server("cloudflare")),
            Sign.Body("error code: 10").And(Sign.Server("cloudflare")),
            Sign.Header("cf-mitigated"),
            Sign.Body("cdn-cgi/challenge-platform").On(403, 503),
            Sign.Body("| Cloudflare</title>"),
        ],
    };
}
