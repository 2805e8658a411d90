using System.Net;
using Microsoft.AspNetCore.Http;
using Wayleave.Protocol.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Wayleave.Server.Serving;

/// <summary>Puts an ordinary request together for an app: all of it is decided before, nothing is added on the way.</summary>
/// <param name="uri">The whole address.</param>
/// <param name="headers">The headers.</param>
/// <param name="setCookie">A stickiness cookie for the answer; null: none.</param>
internal sealed class AppTransformer(Uri uri, HeaderLines headers, string? setCookie) : HttpTransformer
{
    private static readonly HttpMethod[] s_idempotent = [HttpMethod.Get, HttpMethod.Head, HttpMethod.Options, HttpMethod.Put, HttpMethod.Delete];

    /// <inheritdoc/>
    public override ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        proxyRequest.RequestUri = uri;
        DefaultHttpContext? withoutContent = null;
        foreach (var (name, value) in headers)
        {
            if (proxyRequest.Headers.TryAddWithoutValidation(name, value))
                continue;
            if (proxyRequest.Content is { } content)
                content.Headers.TryAddWithoutValidation(name, value);
            else
                (withoutContent ??= new DefaultHttpContext()).Request.Headers.Append(name, value);
        }

        // The class library sends a request without content again, up to three times, if the app hangs up on it. RFC 9110 §9.2.2: "A proxy MUST
        // NOT automatically retry requests with non-idempotent methods." With content, if only of no bytes, it does not.
        if (proxyRequest.Content is null && !s_idempotent.Contains(proxyRequest.Method))
            (withoutContent ??= new DefaultHttpContext()).Request.Headers.ContentLength = 0;

        // A Content-Type without content is kept too. YARP takes no content that is not its own, save an empty one that it makes itself
        // where it copies such headers; so these alone are given to it to copy.
        return withoutContent is null
            ? ValueTask.CompletedTask
            : base.TransformRequestAsync(withoutContent, proxyRequest, destinationPrefix, cancellationToken);
    }

    /// <inheritdoc/>
    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        // Nobody asked for another protocol: an app that switches all the same is not followed.
        if (proxyResponse is { StatusCode: < HttpStatusCode.OK })
        {
            httpContext.Response.StatusCode = StatusCodes.Status502BadGateway;
            return false;
        }

        var copy = await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken).ConfigureAwait(false);
        if (setCookie is not null && proxyResponse is not null)
            httpContext.Response.Headers.Append("Set-Cookie", setCookie);
        return copy;
    }
}
