using Microsoft.AspNetCore.Http;

namespace Wayleave.Server.Serving;

/// <summary>
/// <c>/.wayleave/healthz</c> on the public port, for platforms that probe there: 200 while we take requests, 503 once we are told to stop. It is
/// not forwarded and tells nothing else. Also what every answer says of the process: that this connection has come to its end.
/// </summary>
internal sealed class OwnHealth
{
    /// <summary>The path.</summary>
    public const string Path = "/.wayleave/healthz";

    /// <summary>Whether requests are welcome: here, or at the process that follows and has the same address.</summary>
    public bool IsReady { get; private set; } = true;

    /// <summary>Whether this process comes to its end: each answer is the last one of its connection.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>This process comes to its end.</summary>
    /// <param name="succeeded">Whether another one has taken its place already.</param>
    public void Leave(bool succeeded) => (IsLeaving, IsReady) = (true, succeeded);

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
