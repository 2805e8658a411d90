using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Wayleave.TestKit;

/// <summary>A name server on the loopback that answers each question, over UDP and TCP, by a function.</summary>
public sealed class FakeNameServer : IAsyncDisposable
{
    private readonly Socket _udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly TcpListener _tcp;
    private readonly CancellationTokenSource _stopped = new();
    private readonly Task _serving;

    /// <summary>Starts it.</summary>
    /// <param name="answer">From the question's bytes and whether it came over TCP to the answers to send.</param>
    public FakeNameServer(Func<byte[], bool, IEnumerable<byte[]>> answer)
    {
        // The same port for both, as resolvers demand: the one that UDP was given may be taken for TCP, then the next is tried.
        while (true)
        {
            _tcp = new TcpListener(IPAddress.Loopback, 0);
            _tcp.Start();
            try
            {
                _udp.Bind(_tcp.LocalEndpoint);
                break;
            }
            catch (SocketException)
            {
                _tcp.Stop();
            }
        }

        _serving = Task.WhenAll(ServeUdpAsync(answer), ServeTcpAsync(answer));
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_tcp.LocalEndpoint;

    /// <summary>An answer that repeats the question, with records of that kind and data that may be kept for a minute.</summary>
    public static byte[] Reply(byte[] question, int flags, params (ushort Type, byte[] Data)[] records) => Reply(question, flags, 60, records);

    /// <summary>The same for records that may be kept so many seconds.</summary>
    public static byte[] Reply(byte[] question, int flags, int ttlSeconds, params (ushort Type, byte[] Data)[] records)
    {
        var end = EndOfName(question) + 5;
        var reply = new List<byte>(question[..end]);
        reply[2] = (byte)(flags >> 8);
        reply[3] = (byte)flags;
        (reply[6], reply[7], reply[10], reply[11]) = (0, (byte)records.Length, 0, 0);
        var ttl = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(ttl, ttlSeconds);
        foreach (var (type, data) in records)
            reply.AddRange([0xC0, 12, (byte)(type >> 8), (byte)type, 0, 1, .. ttl, (byte)(data.Length >> 8), (byte)data.Length, .. data]);
        return [.. reply];
    }

    /// <summary>The kind of record that a question asks for.</summary>
    public static ushort TypeOf(byte[] question) => BinaryPrimitives.ReadUInt16BigEndian(question.AsSpan(EndOfName(question) + 1));

    /// <summary>The name that a question asks for.</summary>
    public static string NameOf(byte[] question)
    {
        var labels = new List<string>();
        for (var at = 12; question[at] != 0; at += question[at] + 1)
            labels.Add(Encoding.ASCII.GetString(question, at + 1, question[at]));
        return string.Join('.', labels);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _serving;
        _udp.Dispose();
        _tcp.Stop();
    }

    private static int EndOfName(byte[] question)
    {
        var end = 12;
        while (question[end] != 0)
            end += question[end] + 1;
        return end;
    }

    private async Task ServeUdpAsync(Func<byte[], bool, IEnumerable<byte[]>> answer)
    {
        var buffer = new byte[2048];
        try
        {
            while (true)
            {
                var got = await _udp.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Loopback, 0), _stopped.Token);
                foreach (var reply in answer(buffer[..got.ReceivedBytes], false))
                    await _udp.SendToAsync(reply, got.RemoteEndPoint, _stopped.Token);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task ServeTcpAsync(Func<byte[], bool, IEnumerable<byte[]>> answer)
    {
        try
        {
            while (true)
            {
                using var client = await _tcp.AcceptTcpClientAsync(_stopped.Token);
                var stream = client.GetStream();
                var length = new byte[2];
                await stream.ReadExactlyAsync(length, _stopped.Token);
                var question = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                await stream.ReadExactlyAsync(question, _stopped.Token);
                foreach (var reply in answer(question, true))
                    await stream.WriteAsync((byte[])[(byte)(reply.Length >> 8), (byte)reply.Length, .. reply], _stopped.Token);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
