using System.Buffers;
using System.Threading.Channels;
using Wayleave.Lab.Engine;
using Wayleave.Protocol.Frames;

namespace Wayleave.Lab.App;

/// <summary>One page's open socket.</summary>
internal sealed class Visitor(Wire wire, Room room)
{
    private const int MaxChatLength = 500;

    // A page that does not keep up loses the oldest points of its chart, not the connection.
    private readonly Channel<ReadOnlyMemory<byte>> _outgoing =
        Channel.CreateBounded<ReadOnlyMemory<byte>>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Send(ReadOnlyMemory<byte> frame) => _outgoing.Writer.TryWrite(frame);

    public async Task RunAsync(CancellationToken cancellation)
    {
        string name = room.Enter(this);
        Send(AppMessage.Hello(name, room.Values));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var writing = WriteAsync(over.Token);
        try
        {
            await ReadAsync(name, over.Token).ConfigureAwait(false);
            // Only the last word (the answer to a close) is left to be sent.
            await writing.ConfigureAwait(false);
        }
        finally
        {
            room.Leave(name);
            _outgoing.Writer.TryComplete();
            await over.CancelAsync().ConfigureAwait(false);
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        await foreach (var frame in _outgoing.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            await wire.WriteAsync(frame, cancellation).ConfigureAwait(false);
    }

    private async Task ReadAsync(string name, CancellationToken cancellation)
    {
        var reader = new MessageReader(Role.Server);
        while (!reader.Ended)
        {
            if (wire.Buffered.IsEmpty && !await wire.FillAsync(cancellation).ConfigureAwait(false))
                break;
            MessageEvent? happened;
            do
            {
                happened = reader.Read(wire.Buffered.Span, out int consumed);
                wire.Take(consumed);
                Meet(name, happened);
            }
            while (happened is not null && !reader.Ended);
        }

        room.Leave(name);
        _outgoing.Writer.TryComplete();
    }

    private void Meet(string name, MessageEvent? happened)
    {
        switch (happened)
        {
            case MessageEvent.TextMessage { Text: var text } when text.Trim().Length > 0:
                room.TellAll(AppMessage.Chat(name, text.Length <= MaxChatLength ? text : text[..MaxChatLength]));
                break;
            case MessageEvent.Ping ping:
                Send(Frame(Opcode.Pong, ping.Payload.Span));
                break;
            case MessageEvent.Close close:
                Send(Frame(Opcode.Close, new ClosePayload(close.Code, "").ToBytes()));
                break;
            case MessageEvent.Failed:
                Send(Frame(Opcode.Close, new ClosePayload((ushort)CloseCode.ProtocolError, "").ToBytes()));
                break;
        }
    }

    private static ReadOnlyMemory<byte> Frame(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        var frame = new ArrayBufferWriter<byte>();
        FrameWriter.Write(frame, opcode, payload);
        return frame.WrittenMemory;
    }
}
