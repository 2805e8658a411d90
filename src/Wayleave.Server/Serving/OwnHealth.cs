using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Wayleave.Protocol.Http;
using Wayleave.Server.Upgrading;
using HttpVersion = Wayleave.Protocol.Http.HttpVersion;

namespace Wayleave.Server.Serving;

/// <summary>
/// <c>/.wayleave/healthz</c> on the public port, for platforms that probe there: 200 while we take requests, 503 once we are told to stop. It is
/// not forwarded and tells nothing else. Also what every answer says of the process: that this connection has come to its end.
/// </summary>
internal sealed class OwnHealth
{
    /// <summary>The path.</summary>
    public const string Path = "/.wayleave/healthz";

    private const string MediaType = "text/plain";
    private const string NoStore = "no-store";

    /// <summary>Whether requests are welcome: here, or at the process that follows and has the same address.</summary>
    public bool IsReady { get; private set; } = true;

    /// <summary>Whether this process comes to its end: each answer is the last one of its connection.</summary>
    public bool IsLeaving { get; private set; }

    private int Status => IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;

    private byte[] Body => IsReady ? "ok\n"u8.ToArray() : "draining\n"u8.ToArray();

    /// <summary>This process comes to its end.</summary>
    /// <param name="succeeded">Whether another one has taken its place already.</param>
    public void Leave(bool succeeded) => (IsLeaving, IsReady) = (true, succeeded);

    /// <summary>Whether a request asks for it.</summary>
    /// <param name="method">The method.</param>
    /// <param name="target">The raw target.</param>
    public static bool IsAsked(string method, string target)
    {
        if (method is not ("GET" or "HEAD"))
            return false;
        var path = target.AsSpan();
        // RFC 9112 §3.2.2: a client that takes us for its proxy names the host too.
        if (!path.StartsWith('/') && path.IndexOf("://") is > 0 and var mark)
            path = path[(mark + 3)..] is var rest && rest.IndexOf('/') is >= 0 and var slash ? rest[slash..] : [];
        return path.StartsWith(Path) && (path.Length == Path.Length || path[Path.Length] == '?');
    }

    /// <summary>Answers a request that came through Kestrel.</summary>
    /// <param name="context">The request.</param>
    public Task AnswerAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        context.Response.ContentType = MediaType;
        context.Response.Headers.CacheControl = NoStore;
        return context.Response.Body.WriteAsync(Body).AsTask();
    }

    /// <summary>Answers a request that came with an Upgrade: it is a question about us all the same, and no socket is opened.</summary>
    /// <param name="client">How to answer.</param>
    /// <param name="headOnly">Whether the answer has no body, as for HEAD.</param>
    public async Task AnswerAsync(IUpgradeClient client, bool headOnly)
    {
        var body = Body;
        var head = new ResponseHead(HttpVersion.Http11, Status, ReasonPhrases.GetReasonPhrase(Status),
        [
            new("Content-Type", MediaType), new("Cache-Control", NoStore), new("Content-Length", body.Length.ToString(CultureInfo.InvariantCulture)),
        ]);
        using var stream = new MemoryStream(body);
        await client.AnswerAsync(head, headOnly ? null : stream, CancellationToken.None).ConfigureAwait(false);
    }
}
