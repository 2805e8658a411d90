using System.Net;
using System.Net.Sockets;

namespace Wayleave.Client.Tests.Serving;

/// <summary>A hop that passes bytes on, and resets each connection at the moment that its plan names: within its n-th event, so that half of it has gone by.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private static readonly byte[] s_event = "\"type\":\"event\""u8.ToArray();

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Uri _to;
    private readonly Queue<int> _cuts;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _accepting;
    private readonly List<Task> _tunnels = [];

    /// <summary>Starts one.</summary>
    /// <param name="to">The server.</param>
    /// <param name="cuts">Within which event each connection that brings any is cut; those after the last are not.</param>
    public CuttingProxy(string to, params int[] cuts)
    {
        (_to, _cuts) = (new Uri(to), new Queue<int>(cuts));
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public string Url => $"http://{_listener.LocalEndPoint}";

    /// <summary>How many connections were cut.</summary>
    public int Cut { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_tunnels).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptAsync(_over.Token);
            lock (_tunnels)
                _tunnels.Add(TunnelAsync(client));
        }
    }

    private async Task TunnelAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            await server.ConnectAsync(_to.Host, _to.Port, _over.Token);
            client.NoDelay = server.NoDelay = true;
            using var either = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
            var up = CopyAsync(client, server, either.Token);
            await DownAsync(server, client, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await either.CancelAsync();
            await up.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // With a reset: what a network does that forgets a connection.
            client.LingerState = server.LingerState = new LingerOption(true, 0);
        }
    }

    private static async Task CopyAsync(Socket from, Socket to, CancellationToken over)
    {
        var buffer = new byte[4096];
        while (await from.ReceiveAsync(buffer, over) is > 0 and var count)
            await to.SendAsync(buffer.AsMemory(0, count), over);
    }

    private async Task DownAsync(Socket from, Socket to, CancellationToken over)
    {
        var (buffer, matched, events) = (new byte[4096], 0, 0);
        int? cut = null;
        while (await from.ReceiveAsync(buffer, over) is > 0 and var count)
        {
            for (var at = 0; at < count; at++)
            {
                matched = buffer[at] == s_event[matched] ? matched + 1 : buffer[at] == s_event[0] ? 1 : 0;
                if (matched < s_event.Length)
                    continue;
                matched = 0;
                cut ??= _cuts.TryDequeue(out var next) ? next : int.MaxValue;
                if (++events < cut)
                    continue;
                await to.SendAsync(buffer.AsMemory(0, at + 1), over);
                Cut++;
                return;
            }

            await to.SendAsync(buffer.AsMemory(0, count), over);
        }
    }
}
