using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Wayleave.Protocol.Http;

namespace Wayleave.Server.Tests.Serving.Abuse;

/// <summary>A client that sends bytes as they are and reads answers strictly.</summary>
internal sealed class RawClient : IDisposable
{
    /// <summary>No wait of a test is longer: whatever hangs fails.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _limit = new(Bound);
    private readonly Socket _socket;
    private readonly Stream _stream;
    private byte[] _bytes = [];

    private RawClient(Socket socket, Stream stream) => (_socket, _stream) = (socket, stream);

    /// <summary>Whether the stream has ended by a reset.</summary>
    public bool WasReset { get; private set; }

    /// <summary>The other end of a connection: an app's.</summary>
    /// <param name="accepted">The connection; owned from here on.</param>
    public static RawClient Over(Socket accepted) => new(accepted, new NetworkStream(accepted, ownsSocket: true));

    /// <summary>The other end of a connection over TLS: an app's.</summary>
    /// <param name="accepted">The connection; owned from here on.</param>
    /// <param name="certificate">What it shows.</param>
    public static async Task<RawClient> OverTlsAsync(Socket accepted, SslStreamCertificateContext certificate)
    {
        var tls = new SslStream(new NetworkStream(accepted, ownsSocket: true));
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = certificate }).WaitAsync(Bound);
        return new RawClient(accepted, tls);
    }

    /// <summary>Connects.</summary>
    /// <param name="url">Where to; https: with TLS, whatever the certificate says.</param>
    public static async Task<RawClient> ConnectAsync(string url)
    {
        var (socket, stream) = await RawConnection.OpenAsync(url, SslApplicationProtocol.Http11);
        return new RawClient(socket, stream);
    }

    /// <summary>Sends; what the far end no longer takes is lost.</summary>
    /// <param name="bytes">The bytes, each one character.</param>
    /// <param name="singly">Each byte in a segment of its own.</param>
    public async Task SendAsync(string bytes, bool singly = false)
    {
        var all = Encoding.Latin1.GetBytes(bytes);
        try
        {
            for (var i = 0; i < all.Length; i += singly ? 1 : all.Length)
                await _stream.WriteAsync(all.AsMemory(i, singly ? 1 : all.Length), _limit.Token);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It has hung up: its answer counts.
        }
    }

    /// <summary>Sends bytes past TLS.</summary>
    /// <param name="bytes">The bytes, each one character.</param>
    public async Task SendBelowTlsAsync(string bytes) => await _socket.SendAsync(Encoding.Latin1.GetBytes(bytes), _limit.Token);

    /// <summary>Ends the sending half.</summary>
    public async Task FinishAsync()
    {
        try
        {
            if (_stream is SslStream tls)
                await tls.ShutdownAsync();
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // The far end was quicker.
        }
    }

    /// <summary>Ends the sending half of TCP alone: over TLS, FIN without the close_notify that belongs before it.</summary>
    public void Truncate() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>The next answer with its body; null where the stream ends, or a reset does it.</summary>
    /// <param name="method">The method that it answers.</param>
    /// <exception cref="InvalidDataException">What came is no answer.</exception>
    public async Task<(ResponseHead Head, string Body)?> AnswerAsync(string method = "GET")
    {
        while (true)
        {
            var status = HeadReader.TryReadResponse(_bytes, new HeadLimits(2 * 1024 * 1024), out var head, out var length, out var violation);
            if (status == OperationStatus.InvalidData)
                throw new InvalidDataException($"{violation.Describe()}: {Encoding.Latin1.GetString(_bytes)}");
            if (status == OperationStatus.Done)
            {
                _bytes = _bytes[length..];
                return (head!, await BodyAsync(head!, method));
            }

            if (!await FillAsync())
                return _bytes.Length == 0 ? null : throw new InvalidDataException($"a head that was cut: {Encoding.Latin1.GetString(_bytes)}");
        }
    }

    /// <summary>Resets the connection.</summary>
    public void Reset() => _socket.Close(timeout: 0);

    /// <summary>The next request, which has no body.</summary>
    public async Task<RequestHead> RequestAsync()
    {
        while (true)
        {
            if (HeadReader.TryReadRequest(_bytes, new HeadLimits(), out var head, out var length, out _) == OperationStatus.Done)
            {
                _bytes = _bytes[length..];
                return head!;
            }

            if (!await FillAsync())
                throw new InvalidDataException("the end instead of a request");
        }
    }

    /// <summary>All that comes until the end, or a reset.</summary>
    public async Task<string> RestAsync()
    {
        while (await FillAsync())
        {
        }

        return Encoding.Latin1.GetString(_bytes);
    }

    /// <summary>That many bytes.</summary>
    public async Task<string> ReadAsync(int count)
    {
        while (_bytes.Length < count)
            if (!await FillAsync())
                throw new InvalidDataException($"the end, after {Encoding.Latin1.GetString(_bytes)}");
        var text = Encoding.Latin1.GetString(_bytes, 0, count);
        _bytes = _bytes[count..];
        return text;
    }

    public void Dispose()
    {
        _stream.Dispose();
        _limit.Dispose();
    }

    private async Task<string> BodyAsync(ResponseHead head, string method)
    {
        if (!BodyFraming.TryOfResponse(head, method, out var framing, out var violation))
            throw new InvalidDataException(violation.Describe());
        if (framing.Kind == BodyKind.UntilClose)
        {
            var rest = await RestAsync();
            _bytes = [];
            return rest;
        }

        if (framing.Kind != BodyKind.Chunked)
        {
            while (_bytes.Length < framing.Length)
                if (!await FillAsync())
                    return await ReadAsync(_bytes.Length) + " (cut)";
            return await ReadAsync((int)framing.Length);
        }

        var (chunks, body) = (new ChunkedReader(), new StringBuilder());
        while (true)
        {
            var read = chunks.Read(_bytes, out var piece, out var consumed, out violation);
            body.Append(Encoding.Latin1.GetString(piece));
            _bytes = _bytes[consumed..];
            if (read == ChunkedRead.Done)
                return body.ToString();
            if (read == ChunkedRead.Invalid)
                throw new InvalidDataException(violation.Describe());
            if (read == ChunkedRead.NeedMoreData && !await FillAsync())
                return body + " (cut)";
        }
    }

    private async Task<bool> FillAsync()
    {
        var buffer = new byte[16 * 1024];
        try
        {
            var count = await _stream.ReadAsync(buffer, _limit.Token);
            _bytes = [.. _bytes, .. buffer.AsSpan(0, count)];
            return count > 0;
        }
        catch (IOException)
        {
            WasReset = true;
            return false;
        }
    }
}
