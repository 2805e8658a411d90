using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Wayleave.Protocol.Resp;
using Wayleave.Server.Redis;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Redis;

/// <summary>A server on the loopback for what a real one will not do.</summary>
internal sealed class FakeRedis : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Channel<FakeRedisPeer> _peers = Channel.CreateUnbounded<FakeRedisPeer>();
    private readonly List<Task> _serving = [];
    private readonly List<FakeRedisPeer> _all = [];
    private readonly Task _accepting;

    /// <summary>Starts it.</summary>
    /// <param name="answer">From a connection and a command to the answer; null: silence. Greetings that it answers with null are greeted.</param>
    /// <param name="greets">False: greetings get silence too.</param>
    public FakeRedis(Func<FakeRedisPeer, string[], RespValue?> answer, bool greets = true)
    {
        _listener.Start();
        _accepting = AcceptAsync((peer, words) => answer(peer, words) ?? (greets && words[0] == "HELLO" ? Hello("master") : null));
    }

    public FakeRedis(Func<string[], RespValue?> answer)
        : this((_, words) => answer(words))
    {
    }

    public RedisAddress Address => new("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);

    /// <summary>What a server says of itself.</summary>
    public static RespValue Hello(string role) => new RespValue.Map(
        [KeyValuePair.Create(RespWire.Bulk("version"), RespWire.Bulk("7.0.15")), KeyValuePair.Create(RespWire.Bulk("role"), RespWire.Bulk(role))]);

    /// <summary>The next connection that was made.</summary>
    public async Task<FakeRedisPeer> AcceptedAsync() => await _peers.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));

    /// <summary>Takes no more connections.</summary>
    public void StopListening() => _listener.Stop();

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        foreach (var peer in _all)
            peer.Reset();
        await Task.WhenAll(_serving);
    }

    private async Task AcceptAsync(Func<FakeRedisPeer, string[], RespValue?> answer)
    {
        try
        {
            while (true)
            {
                var peer = new FakeRedisPeer(await _listener.AcceptSocketAsync());
                _all.Add(peer);
                _serving.Add(peer.ServeAsync(answer));
                _peers.Writer.TryWrite(peer);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped.
        }
    }
}
