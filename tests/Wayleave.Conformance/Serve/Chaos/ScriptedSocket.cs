using System.Net.Sockets;
using Wayleave.Protocol.Frames;
using Wayleave.TestKit;

namespace Wayleave.Conformance.Serve.Chaos;

/// <summary>A socket that the scripted app has opened.</summary>
internal sealed class ScriptedSocket : IDisposable
{
    private static readonly TimeSpan s_stuck = TimeSpan.FromSeconds(2);

    private readonly Socket _socket;
    private readonly Task _answering;

    /// <summary>Begins to answer its pings.</summary>
    /// <param name="socket">The connection.</param>
    public ScriptedSocket(Socket socket)
    {
        _socket = socket;
        _answering = AnswerAsync();
    }

    /// <summary>Sends frames until nothing is taken any more for two seconds, or so many bytes are.</summary>
    /// <param name="most">When to stop.</param>
    /// <returns>How many bytes were taken.</returns>
    public async Task<long> SendUntilStuckAsync(long most)
    {
        var frame = Wire.Frame(Opcode.Binary, new byte[64 * 1024]);
        long sent = 0;
        while (sent < most)
        {
            // Being stuck has no other sign than that nothing happens.
            using var patience = new CancellationTokenSource(s_stuck);
            try
            {
                sent += await _socket.SendAsync(frame, SocketFlags.None, patience.Token);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        return sent;
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private async Task AnswerAsync()
    {
        var reader = new MessageReader(Role.Server);
        var buffer = new byte[4096];
        try
        {
            while (await _socket.ReceiveAsync(buffer, SocketFlags.None) is > 0 and var count)
            {
                var rest = buffer.AsMemory(0, count);
                while (reader.Read(rest.Span, out var consumed) is { } happened)
                {
                    rest = rest[consumed..];
                    if (happened is MessageEvent.Ping ping)
                        await _socket.SendAsync(Wire.Frame(Opcode.Pong, ping.Payload.Span), SocketFlags.None);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The other end went away: that is what these tests are about.
        }
        finally
        {
            _socket.Dispose();
        }
    }
}
