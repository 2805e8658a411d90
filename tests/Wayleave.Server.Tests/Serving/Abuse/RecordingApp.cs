using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Threading.Channels;
using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;

namespace Wayleave.Server.Tests.Serving.Abuse;

/// <summary>An app that writes down every byte it gets and sends what it is told to; it knows HTTP/1.1 strictly.</summary>
/// <remarks>
/// What it gets is cut into requests as the strict parser reads them, so that a request hidden in another one shows as one of its own. Bytes
/// that are no request are written down too.
/// </remarks>
internal sealed class RecordingApp : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<StringBuilder> _seen = [];
    private readonly List<Task> _connections = [];
    private readonly List<Task> _ending = [];
    private readonly Channel<bool> _requests = Channel.CreateUnbounded<bool>();
    private readonly Channel<EndPoint?> _accepted = Channel.CreateUnbounded<EndPoint?>();
    private readonly Func<RequestHead, AppAnswer> _script;
    private readonly SslStreamCertificateContext? _tls;
    private readonly Task _accepting;

    /// <summary>Begins to listen.</summary>
    /// <param name="script">What it answers; null: politely.</param>
    /// <param name="tls">Its certificate, where it speaks TLS; it belongs to the caller.</param>
    public RecordingApp(Func<RequestHead, AppAnswer>? script = null, SslStreamCertificateContext? tls = null)
    {
        (_script, _tls) = (script ?? Polite, tls);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Its address.</summary>
    public string Url => $"http{(_tls is null ? "" : "s")}://{_listener.LocalEndpoint}";

    /// <summary>Its port.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The name that the last TLS client asked for.</summary>
    public string? ServerName { get; private set; }

    /// <summary>All requests so far, each with what followed it, each byte one character.</summary>
    public IReadOnlyList<string> Seen
    {
        get
        {
            lock (_lock)
                return [.. _seen.Select(text => text.ToString())];
        }
    }

    /// <summary>Ends when the next request has come that nobody has waited for.</summary>
    public async Task RequestAsync() => await _requests.Reader.ReadAsync(_stop.Token).AsTask().WaitAsync(RawClient.Bound);

    /// <summary>How many connections it has got.</summary>
    public int Connections
    {
        get
        {
            lock (_lock)
                return _connections.Count;
        }
    }

    /// <summary>A 101 that is right, an answer that names the request otherwise.</summary>
    public static AppAnswer Polite(RequestHead request) => HandshakeRequest.AsksForWebSocket(request)
        ? new AppAnswer(Switching())
        : new AppAnswer(Ok(request.Method == "HEAD" ? "" : $"{request.Method} {request.Target}"), AppThen.NextRequest);

    /// <summary>A sound 101.</summary>
    /// <param name="lines">More lines, each with its CR LF.</param>
    public static string Switching(string lines = "") =>
        $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {{accept}}\r\n{lines}\r\n";

    /// <summary>A 200 with that body.</summary>
    public static string Ok(string body) => $"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    /// <summary>Forgets what came.</summary>
    public void Forget()
    {
        lock (_lock)
            _seen.Clear();
    }

    /// <summary>Ends when every connection that is no longer used for requests has ended: a handshake must leave none behind.</summary>
    public async Task SettleAsync()
    {
        Task[] ending;
        lock (_lock)
            ending = [.. _ending];
        await Task.WhenAll(ending).WaitAsync(RawClient.Bound);
    }

    /// <summary>Ends when every connection has ended, those included that wait to be accepted: for when its peer is gone.</summary>
    public async Task EndAsync()
    {
        // Connections are accepted in their order.
        using var last = new TcpClient(AddressFamily.InterNetwork);
        await last.ConnectAsync((IPEndPoint)_listener.LocalEndpoint);
        var own = last.Client.LocalEndPoint;
        last.Close();
        while (!own!.Equals(await _accepted.Reader.ReadAsync(_stop.Token).AsTask().WaitAsync(RawClient.Bound)))
        {
        }

        Task[] connections;
        lock (_lock)
            connections = [.. _connections];
        await Task.WhenAll(connections).WaitAsync(RawClient.Bound);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                var from = socket.RemoteEndPoint;
                lock (_lock)
                    _connections.Add(ServeAsync(socket));
                _accepted.Writer.TryWrite(from);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await Task.Yield();
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await using var stream = await SecureAsync(new NetworkStream(socket, ownsSocket: true));
            var reader = new RequestReader(stream, _stop.Token);
            while (await reader.NextAsync() is { Length: > 0 } raw)
            {
                var entry = new StringBuilder(raw);
                lock (_lock)
                    _seen.Add(entry);
                if (reader.Head is not { } head)
                    break;
                _requests.Writer.TryWrite(true);
                var answer = _script(head);
                if (answer.Then != AppThen.NextRequest)
                    lock (_lock)
                        _ending.Add(over.Task);
                var bytes = answer.Bytes.Replace("{accept}", AcceptKey.For(head.Headers.First("Sec-WebSocket-Key") ?? ""), StringComparison.Ordinal);
                await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes), _stop.Token);
                if (answer.Then == AppThen.NextRequest)
                    continue;
                if (answer.Then == AppThen.Reset)
                    socket.LingerState = new LingerOption(true, 0);
                if (answer.Then == AppThen.Listen)
                    await ListenAsync(reader, entry);
                break;
            }
        }
        catch (Exception e) when (e is IOException or AuthenticationException or OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // Its peer is gone, or the test is over.
        }

        over.SetResult();
    }

    private async Task<Stream> SecureAsync(NetworkStream plain)
    {
        if (_tls is null)
            return plain;
        var secured = new SslStream(plain);
        await secured.AuthenticateAsServerAsync(
            (_, hello, _, _) =>
            {
                ServerName = hello.ServerName;
                return ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = _tls });
            }, null, _stop.Token);
        return secured;
    }

    private async Task ListenAsync(RequestReader reader, StringBuilder entry)
    {
        while (await reader.MoreAsync() is { Length: > 0 } more)
            lock (_lock)
                entry.Append(more);
    }
}
