using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Wayleave.Protocol.Http;
using Wayleave.Server.Answers;
using Wayleave.Server.Carry.Pages;

namespace Wayleave.Server.Requests;

/// <summary>An app's answer on its way to the client, through Kestrel: head, body in pieces, trailers, or a break that nobody takes for an end.</summary>
/// <param name="context">The request.</param>
internal sealed class ClientAnswer(HttpContext context)
{
    private const int Http2InternalError = 2;

    // As Kestrel has it: YARP may be given another one in its place.
    private readonly IHttpResponseBodyFeature _body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
    private PageBody? _page;
    private string? _announced;
    private bool _hasBegun;
    private bool _isChanged;
    private bool _isChunked;

    private PipeWriter Output => _body.Writer;

    /// <summary>Whether the client waits for 100 before it sends its body.</summary>
    public bool IsExpected => context.Request.Headers.Expect.Count > 0;

    /// <summary>Passes an interim answer on, where there is a way.</summary>
    /// <param name="head">The answer, 100 and 101 excepted.</param>
    public ValueTask PassInterimAsync(ResponseHead head) =>
        // Kestrel's own 100 may be written at any time while one is awaited.
        IsExpected ? ValueTask.CompletedTask : Interim.PassAsync(context, head);

    /// <summary>Makes the head ready; it goes out with the first piece, or by <see cref="FlushAsync"/>; that of a page once it is clear what becomes of it.</summary>
    /// <param name="head">The app's head.</param>
    /// <param name="framing">How the app frames the body.</param>
    /// <param name="setCookie">A cookie of ours; null: none.</param>
    /// <param name="ask">Looks at answers that may be pages; null: this is none.</param>
    /// <returns>Whether there is a body for the client.</returns>
    public async ValueTask<bool> BeginAsync(ResponseHead head, BodyFraming framing, string? setCookie, PageAsk? ask)
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

        var hasBody = framing.Kind != BodyKind.None;
        _announced = head.Headers.First("Trailer");
        _page = ask?.Begin(response, hasBody);
        if (hasBody && _page is null)
            await StartAsync(framing.Kind is BodyKind.Chunked or BodyKind.UntilClose).ConfigureAwait(false);
        return hasBody;
    }

    /// <summary>Begins with a page whose head is ready; nothing goes out before it is clear what becomes of it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="announced">What the app says of its trailers; null: nothing.</param>
    public void Begin(PageBody page, string? announced) => (_page, _announced) = (page, announced);

    /// <summary>Adds a piece of the body.</summary>
    /// <param name="piece">The piece.</param>
    public void Write(ReadOnlySpan<byte> piece)
    {
        if (_page is { } page)
            page.Write(piece);
        else
            Send(piece);
    }

    /// <summary>Sends what was added, or the head alone; what it waits for is the client.</summary>
    /// <returns>Whether the client is still there.</returns>
    public async ValueTask<bool> FlushAsync()
    {
        if (_page is { } page)
        {
            page.Flush();
            if (!page.IsDecided)
                return true;
            await PassAsync(page).ConfigureAwait(false);
        }

        var flushed = await Output.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        return !flushed.IsCompleted && !flushed.IsCanceled;
    }

    /// <summary>Ends the body.</summary>
    /// <param name="trailers">The app's trailers.</param>
    public async ValueTask EndAsync(HeaderLines trailers)
    {
        HeaderLines passed = [.. trailers.Where(TrailerNames.MayPass)];
        if (_page is { } page)
        {
            page.End();
            await PassAsync(page).ConfigureAwait(false);
        }

        if (_isChanged)
            passed = PageHead.Trailers(passed);
        if (_isChunked)
            Chunk.WriteLast(Output, passed);
        else if (context.Response.SupportsTrailers())
            foreach (var line in passed)
                context.Response.AppendTrailer(line.Name, line.Value);
        // Kestrel forgets what was written and not flushed.
        await FlushAsync().ConfigureAwait(false);
    }

    /// <summary>Breaks off: the answer must not look whole.</summary>
    public void Break()
    {
        Forget();
        if (context.Features.Get<IHttpResetFeature>() is { } stream)
            stream.Reset(Http2InternalError);
        else
            context.Abort();
    }

    /// <summary>Lets go of a page that will not come to its end.</summary>
    public void Forget()
    {
        _page?.Dispose();
        _page = null;
    }

    private async ValueTask StartAsync(bool isLengthUnknown)
    {
        _hasBegun = true;
        // Kestrel knows no trailers in HTTP/1.1, but leaves chunks alone that are made already.
        _isChunked = isLengthUnknown && HttpProtocol.IsHttp11(context.Request.Protocol);
        if (_isChunked)
        {
            context.Response.Headers.TransferEncoding = "chunked";
            if (_announced is not null)
                context.Response.Headers.Trailer = _announced;
        }

        // Kestrel's writer has no room before.
        await _body.StartAsync(context.RequestAborted).ConfigureAwait(false);
    }

    private async ValueTask PassAsync(PageBody page)
    {
        if (!_hasBegun)
        {
            page.ApplyHead(context.Response);
            await StartAsync(context.Response.ContentLength is null).ConfigureAwait(false);
        }

        Send(page.Output.WrittenSpan);
        page.Output.ResetWrittenCount();
        if (!page.IsThrough)
            return;
        // What comes now passes as it is.
        _isChanged = page.IsChanged;
        page.Dispose();
        _page = null;
    }

    private void Send(ReadOnlySpan<byte> piece)
    {
        if (_isChunked)
            Chunk.Write(Output, piece);
        else
            System.Buffers.BuffersExtensions.Write(Output, piece);
    }
}
