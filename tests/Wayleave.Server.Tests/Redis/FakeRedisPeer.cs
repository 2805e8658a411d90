using System.Net.Sockets;
using System.Threading.Channels;
using Wayleave.Protocol.Resp;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Redis;

/// <summary>One connection to a <see cref="FakeRedis"/>.</summary>
internal sealed class FakeRedisPeer(Socket socket)
{
    private readonly Channel<string[]> _heard = Channel.CreateUnbounded<string[]>();

    /// <summary>The next command that came and was not the greeting.</summary>
    public async Task<string[]> HearAsync() => await _heard.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));

    /// <summary>Whether a command waits to be heard.</summary>
    public bool HasHeard => _heard.Reader.Count > 0;

    public async Task SendAsync(params RespValue[] values) => await SendAsync([.. values.SelectMany(RespWire.Bytes)]);

    public async Task SendAsync(byte[] bytes) => await socket.SendAsync(bytes);

    /// <summary>Ends the connection without a word (RST).</summary>
    public void Reset() => socket.Close(0);

    public async Task ServeAsync(Func<FakeRedisPeer, string[], RespValue?> answer)
    {
        var reader = new RespReader();
        var buffer = new byte[1 << 20];
        var filled = 0;
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(filled)) is > 0 and var count)
            {
                filled += count;
                while (reader.Read(buffer.AsSpan(0, filled), out var value, out var consumed, out _) == System.Buffers.OperationStatus.Done)
                {
                    buffer.AsSpan(consumed, filled - consumed).CopyTo(buffer);
                    filled -= consumed;
                    string[] words = [.. value!.AsItems().Select(word => word.AsText() ?? "")];
                    var given = answer(this, words);
                    if (words[0] is not ("HELLO" or "SELECT"))
                        _heard.Writer.TryWrite(words);
                    if (given is not null)
                        await SendAsync(given);
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Either side has ended it.
        }
        finally
        {
            socket.Dispose();
        }
    }
}
