using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Wayleave.Protocol.Http;

namespace Wayleave.Server.Requests.Http2;

/// <summary>An answer's body for a client over HTTP/1.1 in chunks of ours, so that trailers can follow it.</summary>
/// <param name="output">Where to.</param>
internal sealed class ChunkedBody(PipeWriter output) : Stream
{
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
    /// <param name="cancellationToken">Gives it up.</param>
    public static async ValueTask TakeAsync(HttpContext context, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        context.Response.Headers.TransferEncoding = "chunked";
        if (answer.Headers.NonValidated.TryGetValues("Trailer", out var announced))
            context.Response.Headers.Trailer = announced.ToArray();
        var output = context.Response.BodyWriter;
        // Kestrel's writer has no room before.
        await context.Response.StartAsync(cancellationToken).ConfigureAwait(false);
        context.Response.Body = new ChunkedBody(output);
    }

    /// <summary>Ends the body.</summary>
    /// <param name="trailers">What follows it.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async ValueTask EndAsync(HeaderLines trailers, CancellationToken cancellationToken)
    {
        Chunk.WriteLast(output, trailers);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Chunk.Write(output, buffer.Span);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override async Task FlushAsync(CancellationToken cancellationToken) => await output.FlushAsync(cancellationToken).ConfigureAwait(false);

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
