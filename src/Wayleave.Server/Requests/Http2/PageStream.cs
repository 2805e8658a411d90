using Microsoft.AspNetCore.Http;
using Wayleave.Protocol.Http;
using Wayleave.Server.Carry.Pages;

namespace Wayleave.Server.Requests.Http2;

/// <summary>The body of an answer that may be a page, on its way to the client.</summary>
internal sealed class PageStream : Stream
{
    private readonly ClientAnswer _client;
    private readonly Stream _before;

    private PageStream(ClientAnswer client, Stream before) => (_client, _before) = (client, before);

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Makes it a response's body.</summary>
    /// <param name="context">The request, whose answer has not begun.</param>
    /// <param name="answer">What the app answers.</param>
    /// <param name="page">The page that it may be.</param>
    public static void Take(HttpContext context, HttpResponseMessage answer, PageBody page)
    {
        var client = new ClientAnswer(context);
        client.Begin(page, answer.Headers.NonValidated.TryGetValues("Trailer", out var announced) ? string.Join(", ", announced) : null);
        context.Response.Body = new PageStream(client, context.Response.Body);
    }

    /// <summary>Makes a response's body what it was before: whatever comes now is no page of the app's.</summary>
    /// <param name="response">The response.</param>
    public static void Leave(HttpResponse response)
    {
        if (response.Body is not PageStream page)
            return;
        page._client.Forget();
        response.Body = page._before;
    }

    /// <summary>Ends the body.</summary>
    /// <param name="trailers">What follows it.</param>
    public ValueTask EndAsync(HeaderLines trailers) => _client.EndAsync(trailers);

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _client.Write(buffer.Span);
        await _client.FlushAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override async Task FlushAsync(CancellationToken cancellationToken) => await _client.FlushAsync().ConfigureAwait(false);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
