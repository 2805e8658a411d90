namespace Wayleave.Server.Requests.Http2;

/// <summary>Sends each piece of a request's body on when it comes.</summary>
/// <remarks>
/// The class library gathers small pieces, and the head with them, until 4 KiB are full or the body ends, and YARP asks it for more haste with
/// gRPC alone. Whoever uploads little by little, or waits for an answer to the first piece, would wait for ever.
/// </remarks>
/// <param name="inner">Sends the request.</param>
internal sealed class FlushingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content && content.Headers.ContentLength != 0)
            request.Content = new FlushingContent(content);
        return base.SendAsync(request, cancellationToken);
    }
}
