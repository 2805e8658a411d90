using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Wayleave.Protocol.Http;
using Wayleave.Server.Answers;

namespace Wayleave.Server.Requests;

/// <summary>An app's answer on its way to the client, through Kestrel: head, body in pieces, trailers, or a break that nobody takes for an end.</summary>
/// <param name="context">The request.</param>
internal sealed class ClientAnswer(HttpContext context)
{
    private const int Http2InternalError = 2;

    private PipeWriter? _body;
    private bool _isChunked;

    /// <summary>Whether the client waits for 100 before it sends its body.</summary>
    public bool IsExpected => context.Request.Headers.Expect.Count > 0;

    /// <summary>Passes an interim answer on, where there is a way.</summary>
    /// <param name="head">The answer, 100 and 101 excepted.</param>
    public ValueTask PassInterimAsync(ResponseHead head) =>
        // Kestrel's own 100 may be written at any time while one is awaited.
        IsExpected ? ValueTask.CompletedTask : Interim.PassAsync(context, head);

    /// <summary>Makes the head ready; it goes out with the first piece, or by <see cref="FlushAsync"/>.</summary>
    /// <param name="head">The app's head.</param>
    /// <param name="framing">How the app frames the body.</param>
    /// <param name="setCookie">A cookie of ours; null: none.</param>
    /// <returns>Whether there is a body for the client.</returns>
    public async ValueTask<bool> BeginAsync(ResponseHead head, BodyFraming framing, string? setCookie)
    {
        head = HeaderValues.Mended(head);
        var response = context.Response;
        response.StatusCode = head.StatusCode;
        context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = head.ReasonPhrase;
        foreach (var line in EndToEnd.Of(head.Headers))
            if (!line.Is("Content-Length"))
                response.Headers.Append(line.Name, line.Value);
        if (setCookie is not null)
            response.Headers.Append("Set-Cookie", setCookie);

        // What a HEAD would have got, and what a 304 stands for, is worth telling; a 204 has no body to measure. (Of a 205 Kestrel sends none.)
        if (framing.Kind == BodyKind.Length)
            response.ContentLength = framing.Length;
        else if (framing.Kind == BodyKind.None && head.StatusCode != 204 && long.TryParse(head.Headers.First("Content-Length"), out var length))
            response.ContentLength = length;

        if (framing.Kind == BodyKind.None)
            return false;
        _body = response.BodyWriter;
        // Kestrel knows no trailers in HTTP/1.1, but leaves chunks alone that are made already.
        _isChunked = framing.Kind is BodyKind.Chunked or BodyKind.UntilClose && HttpProtocol.IsHttp11(context.Request.Protocol);
        if (_isChunked)
        {
            response.Headers.TransferEncoding = "chunked";
            if (head.Headers.First("Trailer") is { } announced)
                response.Headers.Trailer = announced;
        }

        // Kestrel's writer has no room before.
        await response.StartAsync(context.RequestAborted).ConfigureAwait(false);
        return true;
    }

    /// <summary>Adds a piece of the body.</summary>
    /// <param name="piece">The piece.</param>
    public void Write(ReadOnlySpan<byte> piece)
    {
        if (_isChunked)
            Chunk.Write(_body!, piece);
        else
            System.Buffers.BuffersExtensions.Write(_body!, piece);
    }

    /// <summary>Sends what was added, or the head alone; what it waits for is the client.</summary>
    /// <returns>Whether the client is still there.</returns>
    public async ValueTask<bool> FlushAsync()
    {
        var flushed = await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        return !flushed.IsCompleted && !flushed.IsCanceled;
    }

    /// <summary>Ends the body.</summary>
    /// <param name="trailers">The app's trailers.</param>
    public async ValueTask EndAsync(HeaderLines trailers)
    {
        HeaderLines passed = [.. trailers.Where(TrailerNames.MayPass)];
        if (_isChunked)
            Chunk.WriteLast(_body!, passed);
        else if (context.Response.SupportsTrailers())
            foreach (var line in passed)
                context.Response.AppendTrailer(line.Name, line.Value);
        // Kestrel forgets what was written and not flushed.
        await FlushAsync().ConfigureAwait(false);
    }

    /// <summary>Breaks off: the answer must not look whole.</summary>
    public void Break()
    {
        if (context.Features.Get<IHttpResetFeature>() is { } stream)
            stream.Reset(Http2InternalError);
        else
            context.Abort();
    }
}
