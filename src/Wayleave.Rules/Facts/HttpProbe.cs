namespace Wayleave.Rules.Facts;

/// <summary>A plain HTTP request.</summary>
/// <remarks>
/// Names: <c>http-socket-path</c> (GET on the socket's path without upgrade headers), <c>http-root</c>, <c>http-plain-scheme</c> (the same host by http where the
/// target is https), <c>http-redirect</c> (each step of a redirect chain), <c>http-health</c> (a known health path), <c>http-fingerprint</c> (a request
/// without Host, to see whose error page comes), <c>http-polling</c> (the same session by Engine.IO's long-poll), <c>http-page</c> (the target page), <c>http-script</c> (a script of the page), <c>http-known-app</c> (a path by which an application gives itself away).
/// </remarks>
public sealed record HttpProbe : Probe
{
    /// <summary>The request and its answer.</summary>
    public required HttpExchange Exchange { get; init; }
}
