using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Wayleave.Server.Echo;

/// <summary>A WebSocket server that gives back what it gets and tells what arrived: the far end that a doctor wants.</summary>
/// <remarks>It keeps open sockets open without a limit in time, so that whatever cuts one is not this server.</remarks>
public sealed class EchoServer : IAsyncDisposable
{
    private readonly EchoOptions _options;
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _free;
    private readonly ConcurrentDictionary<Socket, Task> _connections = [];
    private readonly Task _accepting;
    private bool _disposed;

    private EchoServer(EchoOptions options, Socket listener)
    {
        (_options, _listener) = (options, listener);
        _free = new SemaphoreSlim(options.MaxConnections);
        _accepting = AcceptAsync();
    }

    /// <summary>The address it listens on, with the port that the system chose if that was left to it.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndPoint!;

    /// <summary>The same as a URL: <c>http://127.0.0.1:9000</c>, or <c>https://…</c> with a certificate.</summary>
    public string Url => $"{(_options.Certificate is null ? "http" : "https")}://{EndPoint}";

    /// <summary>Begins to listen.</summary>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="SocketException">The address cannot be listened on: it is in use, not this machine's, or not permitted.</exception>
    public static EchoServer Start(EchoOptions? options = null)
    {
        options ??= new EchoOptions();
        var listener = new Socket(options.Listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // "All addresses" means those of IPv4 too.
            if (options.Listen.Address.Equals(IPAddress.IPv6Any))
                listener.DualMode = true;
            listener.Bind(options.Listen);
            listener.Listen(512);
            return new EchoServer(options, listener);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>Stops listening, closes each open socket with 1001, and waits until all connections have ended. Safe twice.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;

        await _stopping.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);

        var ended = Task.WhenAll(_connections.Values);
        try
        {
            // Twice the deadline: a close handshake, then what does not end by itself is cut.
            await ended.WaitAsync(_options.CloseDeadline * 2, _options.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            foreach (var socket in _connections.Keys)
                socket.Dispose();
            await ended.ConfigureAwait(false);
        }

        _stopping.Dispose();
        _free.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                await _free.WaitAsync(_stopping.Token).ConfigureAwait(false);
                var socket = await AcceptOneAsync().ConfigureAwait(false);
                var ended = new TaskCompletionSource();
                _connections[socket] = ended.Task;
                _ = ServeAsync(socket, ended);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The listener is closed.
        }
    }

    private async Task<Socket> AcceptOneAsync()
    {
        while (true)
        {
            try
            {
                return await _listener.AcceptAsync(_stopping.Token).ConfigureAwait(false);
            }
            catch (SocketException)
            {
                // One that was given up before we took it, or no file descriptors left: the next may do, but not at once.
                await Task.Delay(TimeSpan.FromMilliseconds(100), _options.Time, _stopping.Token).ConfigureAwait(false);
            }
        }
    }

    private async Task ServeAsync(Socket socket, TaskCompletionSource ended)
    {
        try
        {
            await new EchoConnection(socket, _options, _stopping.Token).RunAsync().ConfigureAwait(false);
        }
        finally
        {
            _connections.TryRemove(socket, out _);
            _free.Release();
            ended.SetResult();
        }
    }
}
