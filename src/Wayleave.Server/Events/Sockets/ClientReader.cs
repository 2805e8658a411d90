using Wayleave.Protocol.Frames;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Events.Sockets;

/// <summary>The half of a socket that gives channels which reads what its client sends.</summary>
/// <param name="end">The client's connection.</param>
/// <param name="life">Told of each sign of life.</param>
/// <param name="reply">Takes a frame that answers one of the protocol's own.</param>
/// <param name="take">Takes a text.</param>
/// <param name="leave">Ends the socket.</param>
internal sealed class ClientReader(ITunnelEnd end, SignsOfLife life, Action<byte[]> reply, Action<ReadOnlySpan<byte>> take, Action<EventEnding> leave)
{
    // What clients of ours send is short, and each socket holds as much while it waits.
    private const int ReadBytes = 512;

    // The longest that is taken of one.
    private static readonly MessageLimits s_limits = new(64 * 1024, 64 * 1024);

    /// <summary>Reads to the end of the client's stream, also behind its close: closing with bytes unread would take our last words with it.</summary>
    /// <param name="early">What the client sent behind its handshake.</param>
    public async Task RunAsync(ReadOnlyMemory<byte> early)
    {
        var reader = new MessageReader(Role.Server, s_limits);
        var buffer = new byte[ReadBytes];
        try
        {
            Read(reader, early.Span);
            while (true)
            {
                var count = await end.ReceiveAsync(buffer).ConfigureAwait(false);
                if (count <= 0)
                {
                    leave(new EventEnding("client", null, count == 0 ? "the connection ended without a close frame" : "the connection was reset"));
                    return;
                }

                life.Heard();
                Read(reader, buffer.AsSpan(0, count));
            }
        }
        catch (Exception e) when (ITunnelEnd.IsBreak(e))
        {
            leave(new EventEnding("client", null, "the connection ended"));
        }
    }

    private void Read(MessageReader reader, ReadOnlySpan<byte> received)
    {
        while (reader.Read(received, out var consumed) is { } happened)
        {
            received = received[consumed..];
            switch (happened)
            {
                case MessageEvent.Ping ping:
                    reply(EventWriter.Frame(Opcode.Pong, ping.Payload.Span));
                    break;
                case MessageEvent.TextMessage text:
                    take(text.Utf8.Span);
                    break;
                case MessageEvent.Close close:
                    leave(new EventEnding("client", close.Code, close.Reason));
                    break;
                case MessageEvent.Failed failed:
                    leave(new EventEnding("gateway", (ushort)failed.Violation.CloseCode(), failed.Violation.Describe()));
                    break;
            }
        }
    }
}
