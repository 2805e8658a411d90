using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Wayleave.Protocol.Dns;
using Wayleave.Server.Destinations.Dialling;

namespace Wayleave.Server.Destinations.Naming;

/// <summary>Asks one name server one question: over UDP, and over TCP where the answer did not fit.</summary>
/// <param name="queryId">An unpredictable id for each question.</param>
internal sealed class NameServerClient(Func<ushort> queryId)
{
    // More than we say that we take: a server that does not listen is understood all the same.
    private const int UdpBufferBytes = 4096;

    /// <summary>Asks.</summary>
    /// <param name="server">The name server.</param>
    /// <param name="name">The full name; a valid one.</param>
    /// <param name="type">The kind of record.</param>
    /// <param name="patience">When to give up.</param>
    /// <returns>The answer; null if none came in time, or none that can be read.</returns>
    public async Task<DnsResponse?> AskAsync(IPEndPoint server, string name, DnsType type, CancellationToken patience)
    {
        var query = new DnsQuery(queryId(), name, type);
        if (!query.TryWrite(out var message))
            return null;
        try
        {
            var answer = await OverUdpAsync(server, query, message, patience).ConfigureAwait(false);
            return answer.Truncated ? await OverTcpAsync(server, query, message, patience).ConfigureAwait(false) : answer;
        }
        catch (Exception exception) when (DialFailures.IsExpected(exception))
        {
            return null;
        }
    }

    private static async Task<DnsResponse> OverUdpAsync(IPEndPoint server, DnsQuery query, byte[] message, CancellationToken patience)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        // Connected: the system drops what others send to this port, and tells of a port where nobody listens.
        await socket.ConnectAsync(server, patience).ConfigureAwait(false);
        await socket.SendAsync(message, patience).ConfigureAwait(false);
        var buffer = new byte[UdpBufferBytes];
        while (true)
        {
            var length = await socket.ReceiveAsync(buffer, patience).ConfigureAwait(false);
            // What does not answer this question is a stray or a forgery: wait on.
            if (DnsResponse.Read(buffer.AsSpan(0, length), query, out var response) == DnsViolation.None)
                return response!;
        }
    }

    private static async Task<DnsResponse?> OverTcpAsync(IPEndPoint server, DnsQuery query, byte[] message, CancellationToken patience)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, patience).ConfigureAwait(false);
        await using var stream = new NetworkStream(socket);
        var framed = new byte[message.Length + 2];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)message.Length);
        message.CopyTo(framed, 2);
        await stream.WriteAsync(framed, patience).ConfigureAwait(false);
        var length = new byte[2];
        await stream.ReadExactlyAsync(length, patience).ConfigureAwait(false);
        var answer = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(answer, patience).ConfigureAwait(false);
        DnsResponse.Read(answer, query, out var response);
        return response;
    }
}
