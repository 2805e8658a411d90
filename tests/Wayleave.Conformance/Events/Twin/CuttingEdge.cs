using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Wayleave.Conformance.Events.Twin;

/// <summary>An edge that cuts every connection when it is told to, and lets nobody through until it is told so.</summary>
internal sealed class CuttingEdge : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, bool> _open = [];
    private readonly CancellationTokenSource _over = new();
    private readonly int _to;
    private readonly Task _accepting;
    private volatile bool _isShut;

    /// <summary>Begins.</summary>
    /// <param name="to">The port behind it.</param>
    public CuttingEdge(int to)
    {
        _to = to;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Cuts all.</summary>
    public void Cut()
    {
        _isShut = true;
        foreach (var socket in _open.Keys)
            End(socket);
    }

    /// <summary>Lets through whoever comes from now on.</summary>
    public void Open() => _isShut = false;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Cut();
        await _over.CancelAsync();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Stop();
        _over.Dispose();
    }

    private async Task AcceptAsync()
    {
        var relays = new List<Task>();
        try
        {
            while (true)
                relays.Add(RelayAsync(await _listener.AcceptSocketAsync(_over.Token)));
        }
        finally
        {
            await Task.WhenAll(relays);
        }
    }

    private async Task RelayAsync(Socket near)
    {
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _open[near] = _open[far] = true;
        try
        {
            near.NoDelay = true;
            await far.ConnectAsync(IPAddress.Loopback, _to);
            if (!_isShut)
                await Task.WhenAny(CopyAsync(near, far), CopyAsync(far, near));
        }
        catch (SocketException)
        {
            // It was cut while it was made.
        }
        finally
        {
            _open.TryRemove(near, out _);
            _open.TryRemove(far, out _);
            End(near);
            End(far);
        }
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
                await to.SendAsync(buffer.AsMemory(0, count));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It was cut.
        }
    }

    private static void End(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is gone already.
        }
    }
}
