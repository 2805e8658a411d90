using System.Net;
using System.Net.Sockets;

namespace Wayleave.Server.Tests.Relaying;

/// <summary>A TCP connection over loopback, both ends of it.</summary>
internal sealed class SocketPair : IDisposable
{
    private SocketPair(Socket ours, Socket peer) => (Ours, Peer) = (ours, peer);

    /// <summary>The gateway's end.</summary>
    public Socket Ours { get; }

    /// <summary>The peer's end.</summary>
    public Socket Peer { get; }

    public static async Task<SocketPair> ConnectAsync()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var peer = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await peer.ConnectAsync(listener.LocalEndPoint!);
        return new SocketPair(await listener.AcceptAsync(), peer);
    }

    /// <summary>The peer resets the connection.</summary>
    public void Reset() => Peer.Close(0);

    /// <summary>All that the peer gets until the end, and whether that was FIN; else it was a reset.</summary>
    public async Task<(byte[] Bytes, bool Finished)> ReadToEndAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        List<byte> bytes = [];
        var buffer = new byte[10_000];
        try
        {
            while (await Peer.ReceiveAsync(buffer, SocketFlags.None, patience.Token) is var count and > 0)
                bytes.AddRange(buffer[..count]);
            return ([.. bytes], true);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            return ([.. bytes], false);
        }
    }

    /// <summary>Some bytes that the peer gets, just so many.</summary>
    public async Task<byte[]> ReadAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var bytes = new byte[count];
        for (var at = 0; at < count;)
            at += await Peer.ReceiveAsync(bytes.AsMemory(at), SocketFlags.None, patience.Token) is var got and > 0 ? got : throw new EndOfStreamException();
        return bytes;
    }

    public void Dispose()
    {
        Peer.Dispose();
        Ours.Dispose();
    }
}
