using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Wayleave.Protocol.Dns;

namespace Wayleave.Probing.Names;

/// <summary>Asks one name server: over UDP, and over TCP where the answer did not fit.</summary>
/// <param name="server">The name server.</param>
/// <param name="context">The run.</param>
internal sealed class ResolverClient(IPEndPoint server, RunContext context)
{
    // One packet may be lost; after two nobody is there.
    private static readonly TimeSpan[] Patience = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];

    /// <summary>Asks for one kind of record.</summary>
    /// <param name="name">The name.</param>
    /// <param name="type">The kind.</param>
    /// <param name="deadline">When to give up.</param>
    /// <exception cref="SocketException">The server cannot be reached, or did not answer in time.</exception>
    /// <exception cref="IOException">The name is none, or the server's answer over TCP cannot be read.</exception>
    public async Task<DnsResponse> AskAsync(string name, DnsType type, CancellationToken deadline)
    {
        var query = new DnsQuery((ushort)context.Chance($"dns {name} {type}").Next(ushort.MaxValue + 1), name, type);
        if (!query.TryWrite(out var message))
            throw new IOException($"'{name}' is not a name that a name server can be asked for.");
        foreach (var patience in Patience)
        {
            using var patient = context.Deadline(patience, deadline);
            if (await OverUdpAsync(query, message, patient.Token) is { } answer)
                return answer.Truncated ? await OverTcpAsync(query, message, deadline) : answer;
            deadline.ThrowIfCancellationRequested();
        }

        throw new SocketException((int)SocketError.TimedOut);
    }

    private async Task<DnsResponse?> OverUdpAsync(DnsQuery query, byte[] message, CancellationToken patience)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        // Connected: the system drops what others send to this port.
        await socket.ConnectAsync(server, patience);
        await socket.SendAsync(message, patience);
        var buffer = new byte[ushort.MaxValue];
        try
        {
            while (true)
            {
                var length = await socket.ReceiveAsync(buffer, patience);
                // What does not answer this question is a stray or a forgery: wait on.
                if (DnsResponse.Read(buffer.AsSpan(0, length), query, out var response) == DnsViolation.None)
                    return response;
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task<DnsResponse> OverTcpAsync(DnsQuery query, byte[] message, CancellationToken deadline)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, deadline);
        await using var stream = new NetworkStream(socket);
        var framed = new byte[message.Length + 2];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)message.Length);
        message.CopyTo(framed, 2);
        await stream.WriteAsync(framed, deadline);
        var length = new byte[2];
        await stream.ReadExactlyAsync(length, deadline);
        var answer = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(answer, deadline);
        var violation = DnsResponse.Read(answer, query, out var response);
        return response ?? throw new IOException($"The name server's answer cannot be read ({violation}).");
    }
}
