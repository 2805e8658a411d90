using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Wayleave.Protocol.Http;
using Wayleave.Server.Carry.Pages;
using Yarp.ReverseProxy.Forwarder;

namespace Wayleave.Server.Requests.Http2;

/// <summary>Puts an ordinary request together for an app: all of it is decided before, nothing is added on the way.</summary>
/// <param name="uri">The whole address.</param>
/// <param name="headers">The headers.</param>
/// <param name="setCookie">A stickiness cookie for the answer; null: none.</param>
/// <param name="ask">Looks at answers that may be pages; null: this is none.</param>
internal sealed class AppTransformer(Uri uri, HeaderLines headers, string? setCookie, PageAsk? ask) : HttpTransformer
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
        if (copy && proxyResponse is not null && ask?.Begin(httpContext.Response, HasBody(httpContext, proxyResponse)) is { } page)
        {
            PageStream.Take(httpContext, proxyResponse, page);
            return copy;
        }

        if (copy && proxyResponse is not null && MayBeChunked(httpContext, proxyResponse))
            await ChunkedBody.TakeAsync(httpContext, proxyResponse, cancellationToken).ConfigureAwait(false);
        if (copy && proxyResponse is not null && MayBeSilent(httpContext, proxyResponse))
            await httpContext.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
        return copy;
    }

    /// <inheritdoc/>
    public override async ValueTask TransformResponseTrailersAsync(
        HttpContext httpContext, HttpResponseMessage proxyResponse, CancellationToken cancellationToken)
    {
        HeaderLines trailers = [.. LinesOf(proxyResponse.TrailingHeaders).Where(TrailerNames.MayPass)];
        if (httpContext.Response.Body is PageStream page)
            await page.EndAsync(trailers).ConfigureAwait(false);
        else if (httpContext.Response.Body is ChunkedBody chunked)
            await chunked.EndAsync(trailers, cancellationToken).ConfigureAwait(false);
        else if (httpContext.Response.SupportsTrailers())
            foreach (var line in trailers)
                httpContext.Response.AppendTrailer(line.Name, line.Value);
    }

    private static IEnumerable<HeaderLine> LinesOf(HttpResponseHeaders headers) =>
        headers.NonValidated.SelectMany(field => field.Value.Select(value => new HeaderLine(field.Key, value)));

    // Kestrel knows no trailers in HTTP/1.1, but leaves chunks alone that are made already.
    private static bool MayBeChunked(HttpContext context, HttpResponseMessage answer) =>
        HttpProtocol.IsHttp11(context.Request.Protocol) && HasBodyOfUnknownLength(context, answer);

    // YARP sends the head with the first byte of the body; a stream of events may have none for minutes, and its page waits for "open". gRPC
    // is left alone: there a head without a body must end the stream at once.
    private static bool MayBeSilent(HttpContext context, HttpResponseMessage answer) =>
        HasBodyOfUnknownLength(context, answer)
        && answer.Content.Headers.ContentType?.MediaType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) != true;

    private static bool HasBodyOfUnknownLength(HttpContext context, HttpResponseMessage answer) =>
        answer.Content.Headers.ContentLength is null && HasBody(context, answer);

    private static bool HasBody(HttpContext context, HttpResponseMessage answer) =>
        answer.StatusCode is not (HttpStatusCode.NoContent or HttpStatusCode.ResetContent or HttpStatusCode.NotModified)
        && !HttpMethods.IsHead(context.Request.Method);
}
