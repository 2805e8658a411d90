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
    /// <inheritdoc/>
    public override ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        proxyRequest.RequestUri = uri;
        foreach (var (name, value) in headers)
            if (!proxyRequest.Headers.TryAddWithoutValidation(name, value))
                // A Content-Type without content is kept too.
                (proxyRequest.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(name, value);
        return ValueTask.CompletedTask;
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
