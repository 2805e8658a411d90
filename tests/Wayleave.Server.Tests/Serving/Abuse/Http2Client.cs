using System.Net.Security;
using System.Text;

namespace Wayleave.Server.Tests.Serving.Abuse;

/// <summary>A client of HTTP/2 that sends fields as they are, each a literal that enters no table, and reads as much as a test needs.</summary>
internal sealed class Http2Client : IDisposable
{
    private const byte Data = 0;
    private const byte Headers = 1;
    private const byte RstStream = 3;
    private const byte Settings = 4;
    private const byte Ping = 6;
    private const byte GoAway = 7;

    private readonly CancellationTokenSource _limit = new(RawClient.Bound);
    private readonly Stream _stream;
    private int _lastStream = -1;

    private Http2Client(Stream stream) => _stream = stream;

    /// <summary>Connects and sends the preface.</summary>
    /// <param name="url">Where to; http: with prior knowledge.</param>
    public static async Task<Http2Client> ConnectAsync(string url)
    {
        var (_, stream) = await RawConnection.OpenAsync(url, SslApplicationProtocol.Http2);
        var client = new Http2Client(stream);
        await stream.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        await client.WriteAsync(Settings, 0, 0, []);
        return client;
    }

    /// <summary>Sends a request.</summary>
    /// <param name="fields">Its fields, pseudo-headers among them.</param>
    /// <param name="body">Its body; null: the head ends the stream.</param>
    /// <param name="open">Whether the stream stays open.</param>
    /// <returns>The stream.</returns>
    public async Task<int> AskAsync(IEnumerable<(string Name, string Value)> fields, string? body = null, bool open = false)
    {
        var block = new List<byte>();
        foreach (var (name, value) in fields)
        {
            block.Add(0);
            Add(block, name);
            Add(block, value);
        }

        var stream = _lastStream += 2;
        await WriteAsync(Headers, (byte)(4 | (body is null && !open ? 1 : 0)), stream, [.. block]);
        if (body is not null)
            await SendAsync(stream, body, end: !open);
        return stream;
    }

    /// <summary>Sends a piece of a body, or of an open socket.</summary>
    public Task SendAsync(int stream, string bytes, bool end) => WriteAsync(Data, (byte)(end ? 1 : 0), stream, Encoding.Latin1.GetBytes(bytes));

    /// <summary>Resets a stream.</summary>
    public Task ResetAsync(int stream, byte code) => WriteAsync(RstStream, 0, stream, [0, 0, 0, code]);

    /// <summary>What happens next on a stream: <c>200</c>, <c>data …</c>, <c>end</c>, <c>reset 8</c>, and <c>goaway 1</c> or <c>closed</c> of the connection.</summary>
    /// <param name="stream">The stream.</param>
    public async Task<string> NextAsync(int stream)
    {
        while (true)
        {
            var head = new byte[9];
            if (await _stream.ReadAtLeastAsync(head, 9, throwOnEndOfStream: false, _limit.Token) < 9)
                return "closed";
            var payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
            await _stream.ReadExactlyAsync(payload, _limit.Token);
            var (type, end, of) = (head[3], (head[4] & 1) != 0, (head[7] << 8) | head[8]);
            if (type == Settings && !end)
                await WriteAsync(Settings, 1, 0, []);
            else if (type == Ping && !end)
                await WriteAsync(Ping, 1, 0, payload);
            else if (type == GoAway)
                return $"goaway {payload[7]}";
            else if (of == stream && type == RstStream)
                return $"reset {payload[3]}";
            else if (of == stream && type == Headers)
                return Status(payload) + (end ? " end" : "");
            else if (of == stream && type == Data)
                return payload.Length == 0 && end ? "end" : $"data {Encoding.Latin1.GetString(payload)}{(end ? " end" : "")}";
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        _limit.Dispose();
    }

    // Of the static table only the statuses are needed (RFC 7541 appendix A); trailers have none.
    private static string Status(byte[] block) => block[0] switch
    {
        >= 0x88 and <= 0x8E => new[] { "200", "204", "206", "304", "400", "404", "500" }[block[0] - 0x88],
        _ when (block[0] & 0x0F) == 8 => Encoding.ASCII.GetString(block, 2, block[1]),
        _ => "trailers",
    };

    private static void Add(List<byte> block, string text)
    {
        // RFC 7541 §5.1: a number that does not fit into seven bits goes on in further bytes.
        var length = text.Length;
        if (length < 127)
        {
            block.Add((byte)length);
        }
        else
        {
            block.Add(127);
            for (length -= 127; length >= 128; length >>= 7)
                block.Add((byte)((length & 127) | 128));
            block.Add((byte)length);
        }

        block.AddRange(Encoding.Latin1.GetBytes(text));
    }

    private async Task WriteAsync(byte type, byte flags, int stream, byte[] payload)
    {
        try
        {
            await _stream.WriteAsync(
                (byte[])[(byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length, type, flags, 0, 0, (byte)(stream >> 8), (byte)stream, .. payload],
                _limit.Token);
        }
        catch (IOException)
        {
            // It has hung up: what it said before counts.
        }
    }
}
