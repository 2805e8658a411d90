using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Wayleave.Protocol.Deflate;
using Wayleave.Protocol.Echo;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;
using HttpVersion = Wayleave.Protocol.Http.HttpVersion;

namespace Wayleave.Server.Echo;

/// <summary>
/// One connection from its first byte to its last: (1) TLS, (2) requests until one opens a socket, (3) the socket, (4) the end,
/// where the server hangs up first.
/// </summary>
internal sealed class EchoConnection(Socket socket, EchoOptions options, CancellationToken stopping)
{
    private const int ReadBytes = 32 * 1024;
    private const int KeptOutputBytes = 256 * 1024;

    private readonly byte[] _buffer = new byte[ReadBytes];
    private int _filled;

    /// <summary>Runs it; whatever the network does to it is no error.</summary>
    public async Task RunAsync()
    {
        using (socket)
        {
            try
            {
                socket.NoDelay = true;
                // A far end that vanished without a word must not hold its place for ever.
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
                await ServeAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or SocketException or AuthenticationException or OperationCanceledException or ObjectDisposedException)
            {
                // The far end went away, or took too long: there is nobody to tell.
            }
        }
    }

    private async Task ServeAsync()
    {
        using var network = new NetworkStream(socket, ownsSocket: false);
        if (options.Certificate is null)
        {
            await TalkAsync(network).ConfigureAwait(false);
            return;
        }

        using var tls = new SslStream(network, leaveInnerStreamOpen: true);
        using (var deadline = Deadline(options.RequestDeadline))
            await tls.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = options.Certificate,
                    ApplicationProtocols = [SslApplicationProtocol.Http11],
                },
                deadline.Token).ConfigureAwait(false);
        await TalkAsync(tls).ConfigureAwait(false);
    }

    private async Task TalkAsync(Stream stream)
    {
        var peer = ((IPEndPoint)socket.RemoteEndPoint!).Address;
        var peerAddress = (peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer).ToString();
        for (var isFirst = true; ; isFirst = false)
        {
            var (request, refusal) = await ReadRequestAsync(stream, isFirst).ConfigureAwait(false);
            if (refusal is not null)
                await SendAsync(stream, refusal).ConfigureAwait(false);
            if (request is null)
                break;

            var arrived = Arrived.From(request, peerAddress, options.Certificate is not null);
            var violation = HandshakeRequest.Check(request);
            if (violation == HandshakeViolation.None)
            {
                await OpenAsync(stream, request, arrived).ConfigureAwait(false);
                break;
            }

            var answer = EchoAnswers.ToRequest(request, violation, arrived, MayFollow(request));
            await SendAsync(stream, answer).ConfigureAwait(false);
            if (!answer.KeepAlive)
                break;
        }

        await HangUpAsync(stream).ConfigureAwait(false);
    }

    // A body is not read, so nothing can follow it; HTTP/1.0 is not kept alive here.
    private static bool MayFollow(RequestHead request) =>
        request.Version == HttpVersion.Http11
        && !request.Headers.HasToken("Connection", "close")
        && BodyFraming.TryOfRequest(request, out var framing, out _)
        && framing.Kind == BodyKind.None;

    /// <summary>Reads a request. What is none is refused; one that does not come is refused too if it is the connection's first.</summary>
    private async Task<(RequestHead? Request, EchoAnswer? Refusal)> ReadRequestAsync(Stream stream, bool isFirst)
    {
        using var deadline = Deadline(options.RequestDeadline);
        var limits = new HeadLimits(ReadBytes);
        while (true)
        {
            var status = HeadReader.TryReadRequest(_buffer.AsSpan(0, _filled), limits, out var request, out var consumed, out var violation);
            if (status != OperationStatus.NeedMoreData)
            {
                _buffer.AsSpan(consumed.._filled).CopyTo(_buffer);
                _filled -= consumed;
                return (request, violation == HttpViolation.None ? null : EchoAnswers.ToViolation(violation));
            }

            try
            {
                var count = await stream.ReadAsync(_buffer.AsMemory(_filled), deadline.Token).ConfigureAwait(false);
                if (count == 0)
                    return (null, null);
                _filled += count;
            }
            catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
            {
                return (null, isFirst ? EchoAnswers.TooLate : null);
            }
        }
    }

    private async Task OpenAsync(Stream stream, RequestHead request, Arrived arrived)
    {
        var extensions = DeflateNegotiation.Accept(request.Headers, out var deflate);
        // Any subprotocol will do for an echo, and browsers fail a socket that takes none of those they offer.
        var subprotocol = request.Headers.Tokens("Sec-WebSocket-Protocol").FirstOrDefault();
        var output = new ArrayBufferWriter<byte>();
        HeadWriter.Write(output, HandshakeResponse.Accept(request, subprotocol, extensions, EchoAnswers.Signature));

        using var session = new EchoSession(arrived, deflate, options.MaxMessageBytes);
        // Frames may have come with the request; they are answered right behind the 101.
        session.Receive(_buffer.AsSpan(0, _filled), output);
        while (true)
        {
            await stream.WriteAsync(output.WrittenMemory, CancellationToken.None).ConfigureAwait(false);
            if (session.Ended)
                return;
            if (output.Capacity > KeptOutputBytes)
                output = new ArrayBufferWriter<byte>();
            output.ResetWrittenCount();

            var count = await ReadOrStopAsync(stream).ConfigureAwait(false);
            if (count == 0)
                return;
            if (count < 0)
                session.Leave(CloseCode.GoingAway, "the echo server stops", output);
            else
                session.Receive(_buffer.AsSpan(0, count), output);
        }
    }

    /// <summary>Reads; 0 is the end of the stream, -1 the end of the server.</summary>
    private async Task<int> ReadOrStopAsync(Stream stream)
    {
        try
        {
            return await stream.ReadAsync(_buffer, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return -1;
        }
    }

    private static async Task SendAsync(Stream stream, EchoAnswer answer)
    {
        var output = new ArrayBufferWriter<byte>();
        HeadWriter.Write(output, answer.Head);
        output.Write(answer.Body);
        await stream.WriteAsync(output.WrittenMemory, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>
    /// RFC 6455 §7.1.1: the server closes first. The sending side only, and then what still comes is read away for a while: closing
    /// with bytes unread would make TCP reset the connection and take our last answer with it.
    /// </summary>
    private async Task HangUpAsync(Stream stream)
    {
        if (stream is SslStream tls)
            await tls.ShutdownAsync().ConfigureAwait(false);
        socket.Shutdown(SocketShutdown.Send);
        using var deadline = new CancellationTokenSource(options.CloseDeadline, options.Time);
        while (await socket.ReceiveAsync(_buffer, SocketFlags.None, deadline.Token).ConfigureAwait(false) > 0)
        {
        }
    }

    private LinkedDeadline Deadline(TimeSpan after) => new(after, options.Time, stopping);
}
