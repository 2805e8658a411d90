using System.Buffers;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Wayleave.Protocol.Http;
using Wayleave.Server.Answers;
using HttpVersion = Wayleave.Protocol.Http.HttpVersion;

namespace Wayleave.Server.Requests.Http1;

/// <summary>One request and its answer over one connection to an app.</summary>
/// <remarks>
/// <para>
/// Both directions run at the same time: an app may answer while it reads, and may answer for good before it has read all. HTTP clients of the
/// class library wait with the answer until the body is sent, so that an app that gives back what it reads hangs behind them.
/// </para>
/// <para>
/// (1) The head goes out, and the body begins to. (2) The answer's head comes, behind interim answers, which are passed on. (3) Its body is
/// passed on piece by piece. (4) Whatever of the request's body is left then nobody wants. (5) The client gets the end: by then the connection is
/// given back, so that whoever has the whole answer finds it ready for the next request.
/// </para>
/// </remarks>
/// <param name="context">The request as Kestrel has it.</param>
/// <param name="request">The request as the app gets it.</param>
/// <param name="link">The connection.</param>
/// <param name="time">The clock.</param>
internal sealed class Exchange(HttpContext context, AppRequest request, KeptLink link, TimeProvider time)
{
    private readonly ClientAnswer _client = new(context);
    private ResponseHead? _head;
    private BodyFraming _framing;
    private HeaderLines? _trailers;

    /// <summary>Whether the connection has ended without a byte of an answer: an idle one that the app was hanging up on.</summary>
    public bool IsSilent { get; private set; }

    /// <summary>For how long the connection may be kept; not at all unless all went well.</summary>
    public TimeSpan KeepFor { get; private set; }

    /// <summary>Runs it, up to the end of the app's answer.</summary>
    /// <returns>What became of it. The client has all but the end of an answer.</returns>
    public async Task<Carried> RunAsync()
    {
        using var cut = context.RequestAborted.UnsafeRegister(static link => ((KeptLink)link!).End.Abort(), link);
        using var silence = new Silence(time, link.End.Abort);
        var upload = new Upload(context, link.End, _client.IsExpected, silence);
        var uploading = Task.FromResult(UploadEnd.Whole);
        string? trouble;
        try
        {
            // (1) A body that is said to be empty has ended before the app hears of it: over HTTP/2 there may be one all the same.
            if (upload.Framing == new BodyFraming(BodyKind.Length, 0) && await (uploading = upload.RunAsync()).ConfigureAwait(false) != UploadEnd.Whole)
                throw new IOException("the body is longer than it is said to be");
            await link.End.SendAsync(HeadBytes(upload.Framing)).ConfigureAwait(false);
            if (upload.Framing.Length > 0 || upload.Framing.Kind == BodyKind.Chunked)
                uploading = upload.RunAsync();
            // (2)
            trouble = await ReadHeadAsync(upload).ConfigureAwait(false);
            // (3)
            if (trouble is null)
                await PassBodyAsync(silence).ConfigureAwait(false);
        }
        catch (Exception e) when (IsBreak(e))
        {
            trouble = e.Message;
            IsSilent = _head is null && !link.Reader.HasUnread;
        }

        // (4)
        var isOver = uploading.IsCompleted;
        if (!isOver)
            upload.Stop();
        if (trouble is not null || !isOver)
            link.End.Abort();
        var uploaded = await uploading.ConfigureAwait(false);
        if (trouble is not null)
            return Failed(trouble, uploaded, upload.Trouble, silence.HasEnded);
        // What stands behind the answer belongs to no request: nobody must take it for the answer to the next one.
        if (isOver && uploaded == UploadEnd.Whole && !link.Reader.HasUnread && !context.RequestAborted.IsCancellationRequested)
            KeepFor = KeepAlive.After(_head!, _framing);
        return new Carried(CarriedEnd.Answered);
    }

    /// <summary>Gives the client the end of an answer. The connection may carry another request by now.</summary>
    /// <returns>What became of it.</returns>
    public async Task<Carried> EndAsync()
    {
        try
        {
            // (5)
            if (_trailers is { } trailers)
                await _client.EndAsync(trailers).ConfigureAwait(false);
            return new Carried(CarriedEnd.Answered);
        }
        catch (Exception e) when (IsBreak(e))
        {
            _client.Break();
            return new Carried(CarriedEnd.Cut, e.Message);
        }
    }

    private static bool IsBreak(Exception exception) =>
        exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException;

    private ReadOnlyMemory<byte> HeadBytes(BodyFraming framing)
    {
        var headers = Framed(request.Headers, framing);
        if (headers.Contains("TE"))
            // RFC 9110 §10.1.4: TE is about one connection, and must be named so.
            headers = headers.With("Connection", "TE");
        var output = new ArrayBufferWriter<byte>(1024);
        HeadWriter.Write(output, new RequestHead(request.Method, request.Target, HttpVersion.Http11, headers));
        return output.WrittenMemory;
    }

    // What the headers say of the body must be what is sent, whatever the client has made of its own: Connection can take a length away.
    private HeaderLines Framed(HeaderLines headers, BodyFraming framing) => framing.Kind switch
    {
        BodyKind.Length => headers.Set("Content-Length", framing.Length.ToString(CultureInfo.InvariantCulture)),
        BodyKind.Chunked => headers.Without("Content-Length").With("Transfer-Encoding", "chunked"),
        // RFC 9110 §8.6: where a body is usual, that there is none is said.
        _ when request.Method is "POST" or "PUT" or "PATCH" => headers.Set("Content-Length", "0"),
        _ => headers.First("Content-Length") is null or "0" ? headers : headers.Without("Content-Length"),
    };

    private async ValueTask<string?> ReadHeadAsync(Upload upload)
    {
        var answer = await FinalAnswer.ReadAsync(link.Reader, head =>
        {
            if (head.StatusCode != StatusCodes.Status100Continue)
                return _client.PassInterimAsync(head);
            // Kestrel tells the client when its body is read.
            upload.GoAhead();
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        IsSilent = answer.IsSilent;
        if (answer.Head is not { } head)
            return answer.Trouble;
        if (!BodyFraming.TryOfResponse(head, request.Method, out _framing, out var violation))
            return $"the app's answer has no sound length: {violation.Describe()}";
        _head = head;
        return null;
    }

    private async ValueTask PassBodyAsync(Silence silence)
    {
        link.Reader.BeginBody(_framing);
        var passes = await _client.BeginAsync(_head!, _framing, request.SetCookie, request.Page).ConfigureAwait(false);
        while (true)
        {
            if (!link.Reader.TryReadPiece(out var piece))
            {
                // What is there goes out before more is waited for; first of all the head: a stream of events may have nothing to say for
                // minutes, and its page waits for "open".
                if (passes && !await _client.FlushAsync().ConfigureAwait(false))
                    throw new IOException("the client is gone");
                piece = await link.Reader.ReadPieceAsync().ConfigureAwait(false);
                silence.Moved();
            }

            if (piece.IsEmpty)
                break;
            if (passes)
                _client.Write(piece.Span);
        }

        if (passes)
            _trailers = link.Reader.Trailers;
    }

    private Carried Failed(string trouble, UploadEnd uploaded, string? bodyTrouble, bool wasSilent)
    {
        IsSilent &= uploaded is UploadEnd.Whole or UploadEnd.AppClosed;
        if (_head is not null)
        {
            _client.Break();
            return new Carried(CarriedEnd.Cut, bodyTrouble ?? trouble);
        }

        // What the client has broken off is not the app's fault.
        return context.RequestAborted.IsCancellationRequested ? new Carried(CarriedEnd.BodyBroken, "the client is gone") : uploaded switch
        {
            UploadEnd.TooLarge => new Carried(CarriedEnd.BodyTooLarge, bodyTrouble),
            UploadEnd.ClientBroke => new Carried(CarriedEnd.BodyBroken, bodyTrouble),
            _ when wasSilent => new Carried(CarriedEnd.Late, "nothing came for an hour"),
            _ => new Carried(CarriedEnd.Unanswered, trouble),
        };
    }
}
