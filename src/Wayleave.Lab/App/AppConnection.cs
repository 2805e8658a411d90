using System.Text;
using Wayleave.Lab.Engine;
using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;

namespace Wayleave.Lab.App;

/// <summary>A connection to the sample app: the page, uploads, and the socket.</summary>
internal sealed class AppConnection(Wire wire, Room room)
{
    private const long MaxUploadBytes = 256L * 1024 * 1024;

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var (request, _, violation) = await HeadIo.ReadRequestAsync(wire, cancellation).ConfigureAwait(false);
            if (violation != HttpViolation.None || (request is not null && !BodyFraming.TryOfRequest(request, out _, out _)))
            {
                await AnswerAsync(400, "Bad Request", "text/plain", "This is no HTTP request.\n"u8.ToArray(), [], cancellation).ConfigureAwait(false);
                return;
            }

            if (request is null || !await ServeAsync(request, cancellation).ConfigureAwait(false))
                return;
        }
    }

    private async Task<bool> ServeAsync(RequestHead request, CancellationToken cancellation)
    {
        switch (request.Method, request.Target.Split('?', 2)[0])
        {
            case ("GET" or "HEAD", "/"):
                return await AnswerAsync(200, "OK", "text/html; charset=utf-8", AppPage.Html, [new("Cache-Control", "no-store")], cancellation, request.Method == "HEAD").ConfigureAwait(false);
            case ("GET", "/healthz"):
                return await AnswerAsync(200, "OK", "text/plain", "ok\n"u8.ToArray(), [], cancellation).ConfigureAwait(false);
            case (_, "/ws"):
                return await SocketAsync(request, cancellation).ConfigureAwait(false);
            case ("POST", "/upload"):
                return await UploadAsync(request, cancellation).ConfigureAwait(false);
            default:
                await AnswerAsync(404, "Not Found", "text/plain", "There is nothing here.\n"u8.ToArray(), [new("Connection", "close")], cancellation).ConfigureAwait(false);
                return false;
        }
    }

    private async Task<bool> SocketAsync(RequestHead request, CancellationToken cancellation)
    {
        if (HandshakeRequest.Check(request) is not HandshakeViolation.None and var flaw)
        {
            byte[] text = Encoding.UTF8.GetBytes($"This path speaks WebSocket only; but {flaw.Describe()}.\n");
            await AnswerAsync(426, "Upgrade Required", "text/plain", text,
                [new("Upgrade", "websocket"), new("Sec-WebSocket-Version", "13"), new("Connection", "Upgrade, close")], cancellation).ConfigureAwait(false);
            return false;
        }

        await HeadIo.WriteAsync(wire, HandshakeResponse.Accept(request), default, cancellation).ConfigureAwait(false);
        await new Visitor(wire, room).RunAsync(cancellation).ConfigureAwait(false);
        return false;
    }

    /// <summary>Counts an upload and tells the page that sent it, over that page's socket, how far it is.</summary>
    private async Task<bool> UploadAsync(RequestHead request, CancellationToken cancellation)
    {
        BodyFraming.TryOfRequest(request, out var framing, out _);
        int query = request.Target.IndexOf("?to=", StringComparison.Ordinal);
        string to = query < 0 ? "" : request.Target[(query + 4)..];
        long got = 0;
        long told = 0;
        var body = BodyReader.ReadAsync(wire, framing, raw: false, TimeProvider.System, cancellation);
        await foreach (var chunk in body.ConfigureAwait(false))
        {
            got += chunk.Bytes.Length;
            if (got > MaxUploadBytes)
                return false;
            // A word every 64 KiB is enough for a bar to move smoothly.
            if (got - told < 64 * 1024)
                continue;
            told = got;
            room.Tell(to, AppMessage.Upload(got, framing.Length));
        }

        room.Tell(to, AppMessage.Upload(got, got));
        return await AnswerAsync(200, "OK", "text/plain", Encoding.UTF8.GetBytes($"{got} bytes\n"), [], cancellation).ConfigureAwait(false);
    }

    private async Task<bool> AnswerAsync(
        int status, string reason, string type, ReadOnlyMemory<byte> body, HeaderLines headers, CancellationToken cancellation, bool headOnly = false)
    {
        HeaderLines all = [new("Server", "wayleave-sample"), .. headers, new("Content-Type", type), new("Content-Length", $"{body.Length}")];
        await HeadIo.WriteAsync(wire, new ResponseHead(HttpVersion.Http11, status, reason, all), headOnly ? default : body, cancellation).ConfigureAwait(false);
        return true;
    }
}
