using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Wayleave.Lab.Engine;

namespace Wayleave.Lab.App;

/// <summary>A small app to put behind a chain: a page with a live chart, a chat and an upload, all over one WebSocket at <c>/ws</c>.</summary>
public sealed class SampleApp : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly Room _room;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, byte> _connections = new();
    private readonly Task _accepting;
    private readonly Task _ticking;

    private SampleApp(IPEndPoint listen, TimeProvider time, int seed)
    {
        _listener = new TcpListener(listen);
        _listener.Start(backlog: 512);
        _room = new Room(time, seed);
        _accepting = AcceptAsync();
        _ticking = _room.TickAsync(_stop.Token);
    }

    /// <summary>The page's address.</summary>
    public Uri Url => new($"http://{_listener.LocalEndpoint}/");

    /// <summary>Starts the app; it serves when this returns.</summary>
    /// <param name="listen">Where; null: 127.0.0.1, a free port.</param>
    /// <param name="time">The clock of the chart; null: the system's.</param>
    /// <param name="seed">The seed of the chart's chance.</param>
    /// <exception cref="SocketException">The address is taken or not this machine's.</exception>
    public static SampleApp Start(IPEndPoint? listen = null, TimeProvider? time = null, int seed = 0) =>
        new(listen ?? new IPEndPoint(IPAddress.Loopback, 0), time ?? TimeProvider.System, seed);

    /// <summary>Ends every connection and closes the port.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false); // before the listener stops: an accept after that throws what it should not
        _listener.Dispose();
        await Task.WhenAll([_ticking, .. _connections.Keys]).ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token).ConfigureAwait(false);
                var connection = ServeAsync(socket);
                _connections.TryAdd(connection, 0);
                _ = connection.ContinueWith(done => _connections.TryRemove(done, out _), TaskScheduler.Default);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // Stopped; or one connection broke before it was taken, and the next may be well.
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        await using var wire = new Wire(socket, new NetworkStream(socket, ownsSocket: true));
        try
        {
            await new AppConnection(wire, _room).RunAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The visitor has left, or the app stops.
        }
    }
}
