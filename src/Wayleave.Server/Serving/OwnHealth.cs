using Microsoft.AspNetCore.Http;

namespace Wayleave.Server.Serving;

/// <summary>
/// <c>/.wayleave/healthz</c> on the public port, for platforms that probe there: 200 while we take requests, 503 once we are told to stop. It is
/// not forwarded and tells nothing else.
/// </summary>
internal sealed class OwnHealth
{
    /// <summary>The path.</summary>
    public const string Path = "/.wayleave/healthz";

    /// <summary>Whether we take requests.</summary>
    public bool IsReady { get; set; } = true;

    /// <summary>Whether a request asks for it.</summary>
    /// <param name="method">The method.</param>
    /// <param name="target">The raw target.</param>
    public static bool IsAsked(string method, string target) =>
        method is "GET" or "HEAD" && target.StartsWith(Path, StringComparison.Ordinal) && (target.Length == Path.Length || target[Path.Length] == '?');

    /// <summary>Answers.</summary>
    /// <param name="context">The request.</param>
    public Task AnswerAsync(HttpContext context)
    {
        context.Response.StatusCode = IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(IsReady ? "ok\n" : "draining\n");
    }
}
