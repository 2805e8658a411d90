using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Wayleave.Conformance.Client;

/// <summary>An edge in front of a server that passes everything on, and cuts all connections when it is told to: by a reset, without a word.</summary>
internal sealed class CuttingEdge : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, Task> _live = [];
    private readonly CancellationTokenSource _stop = new();
    private EndPoint _server;
    private readonly Task _accepting;
    private TaskCompletionSource _changed = NewSource();

    /// <summary>Begins to listen.</summary>
    /// <param name="server">Where everything goes.</param>
    public CuttingEdge(EndPoint server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Its address.</summary>
    public string Url => $"http://{_listener.LocalEndpoint}";

    /// <summary>Where the connections that come from now on go.</summary>
    public EndPoint Server
    {
        get => Volatile.Read(ref _server);
        set => Volatile.Write(ref _server, value);
    }

    /// <summary>How many connections it has had.</summary>
    public int Count { get; private set; }

    /// <summary>Cuts all there are.</summary>
    public void Cut()
    {
        foreach (var socket in _live.Keys)
        {
            // It resets the connection, and drops what is on its way.
            socket.Close(0);
            _live.TryRemove(socket, out _);
        }
    }

    /// <summary>Waits until there is a connection.</summary>
    /// <exception cref="TimeoutException">There was none for a long time.</exception>
    public async Task UsedAsync()
    {
        while (true)
        {
            var changed = Volatile.Read(ref _changed).Task;
            if (!_live.IsEmpty)
                return;
            // Whoever listens no more says why.
            await (await Task.WhenAny(changed, _accepting).WaitAsync(s_limit));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        var running = _live.Values.ToArray();
        Cut();
        await Task.WhenAll(running);
        _stop.Dispose();
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_stop.Token);
                Count++;
                _live[client] = PassAsync(client);
                Interlocked.Exchange(ref _changed, NewSource()).SetResult();
            }
        }
        catch (Exception e) when (_stop.IsCancellationRequested && (e is OperationCanceledException or SocketException or ObjectDisposedException))
        {
            // The test is over.
        }
    }

    private async Task PassAsync(Socket client)
    {
        // It must be among the others before it can be gone.
        await Task.Yield();
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            client.NoDelay = true;
            await server.ConnectAsync(Server, _stop.Token);
            // Whichever way ends first ends both.
            await await Task.WhenAny(CopyAsync(client, server), CopyAsync(server, client));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One of them is gone, or cut.
        }

        client.Dispose();
        _live.TryRemove(client, out _);
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        for (int count; (count = await from.ReceiveAsync(buffer, _stop.Token)) > 0;)
            await to.SendAsync(buffer.AsMemory(0, count), _stop.Token);
    }
}
