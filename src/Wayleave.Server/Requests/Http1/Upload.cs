using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Wayleave.Protocol.Http;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Requests.Http1;

/// <summary>Sends a request's body to an app, each piece as it comes, while the answer is read at the same time.</summary>
internal sealed class Upload
{
    // RFC 9110 §10.1.1: whoever waits for 100 does not wait for ever, since there are apps that never say it.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly PipeReader _body;
    private readonly ITunnelEnd _app;
    private readonly Silence _silence;
    private readonly TaskCompletionSource<bool>? _goAhead;
    private volatile bool _isStopped;

    /// <summary>Makes it; nothing is sent yet.</summary>
    /// <param name="context">The request.</param>
    /// <param name="app">The app's connection.</param>
    /// <param name="waits">Whether the app is asked first whether it wants the body.</param>
    /// <param name="silence">Told of each piece.</param>
    public Upload(HttpContext context, ITunnelEnd app, bool waits, Silence silence)
    {
        (_body, _app, _silence) = (context.Request.BodyReader, app, silence);
        var hasBody = context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;
        Framing = !hasBody ? BodyFraming.None : context.Request.ContentLength is { } length ? new(BodyKind.Length, length) : new(BodyKind.Chunked, 0);
        _goAhead = hasBody && waits ? new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously) : null;
    }

    /// <summary>How the body is framed towards the app.</summary>
    public BodyFraming Framing { get; }

    /// <summary>What is wrong with the client's body, in words; null if nothing.</summary>
    public string? Trouble { get; private set; }

    /// <summary>The app wants the body.</summary>
    public void GoAhead() => _goAhead?.TrySetResult(true);

    /// <summary>Nobody wants the rest of the body.</summary>
    public void Stop()
    {
        _isStopped = true;
        _goAhead?.TrySetResult(false);
        _body.CancelPendingRead();
    }

    /// <summary>Sends the body.</summary>
    public async Task<UploadEnd> RunAsync()
    {
        if (Framing.Kind == BodyKind.None)
            return UploadEnd.Whole;
        if (_goAhead is not null && !await IsWantedAsync(_goAhead.Task).ConfigureAwait(false))
            return UploadEnd.Stopped;
        var pieces = Framing.Kind == BodyKind.Chunked ? new ArrayBufferWriter<byte>() : null;
        while (true)
        {
            ReadResult read;
            try
            {
                read = await _body.ReadAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or ConnectionAbortedException or OperationCanceledException or InvalidOperationException)
            {
                if (_isStopped)
                    return UploadEnd.Stopped;
                Trouble = e.Message;
                _app.Abort();
                return e is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } ? UploadEnd.TooLarge : UploadEnd.ClientBroke;
            }

            if (_isStopped)
                return UploadEnd.Stopped;
            try
            {
                await SendAsync(read, pieces).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
            {
                return _isStopped ? UploadEnd.Stopped : UploadEnd.AppClosed;
            }

            _silence.Moved();
            _body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return UploadEnd.Whole;
        }
    }

    private async ValueTask SendAsync(ReadResult read, ArrayBufferWriter<byte>? chunks)
    {
        if (chunks is null)
        {
            foreach (var piece in read.Buffer)
                await _app.SendAsync(piece).ConfigureAwait(false);
            return;
        }

        // One send for a chunk's three parts.
        foreach (var piece in read.Buffer)
            Chunk.Write(chunks, piece.Span);
        if (read.IsCompleted)
            Chunk.WriteLast(chunks, HeaderLines.Empty);
        if (chunks.WrittenCount > 0)
            await _app.SendAsync(chunks.WrittenMemory).ConfigureAwait(false);
        chunks.ResetWrittenCount();
    }

    private async Task<bool> IsWantedAsync(Task<bool> goAhead)
    {
        try
        {
            return await goAhead.WaitAsync(s_patience, _silence.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return true;
        }
    }
}
