using System.Buffers;
using Wayleave.Protocol.Deflate;
using Wayleave.Protocol.Echo;
using Wayleave.Protocol.Frames;

namespace Wayleave.Server.Echo;

/// <summary>An open socket that gives back what comes: bytes in, bytes out, no waiting.</summary>
internal sealed class EchoSession : IDisposable
{
    private readonly Arrived _arrived;
    private readonly MessageReader _reader;
    private readonly MessageInflater? _inflater;
    private readonly MessageDeflater? _deflater;
    private readonly ArrayBufferWriter<byte> _deflated = new();

    public EchoSession(Arrived arrived, DeflateAgreement? deflate, int maxMessageBytes)
    {
        _arrived = arrived;
        _inflater = deflate?.CreateInflater(Role.Server);
        _deflater = deflate?.CreateDeflater(Role.Server);
        _reader = new MessageReader(Role.Server, new MessageLimits(maxMessageBytes, maxMessageBytes)) { Inflater = _inflater };
    }

    /// <summary>True once a close frame has been written: nothing more is to be sent.</summary>
    public bool Ended { get; private set; }

    /// <summary>Takes what was received and writes what is due for it.</summary>
    public void Receive(ReadOnlySpan<byte> received, IBufferWriter<byte> output)
    {
        while (!Ended && _reader.Read(received, out var consumed) is { } happened)
        {
            received = received[consumed..];
            Answer(happened, output);
        }
    }

    /// <summary>Writes the close frame with which we leave, unless one has been written.</summary>
    public void Leave(CloseCode code, string reason, IBufferWriter<byte> output)
    {
        if (!Ended)
            FrameWriter.WriteClose(output, new ClosePayload((ushort)code, reason));
        Ended = true;
    }

    public void Dispose()
    {
        _inflater?.Dispose();
        _deflater?.Dispose();
    }

    private void Answer(MessageEvent happened, IBufferWriter<byte> output)
    {
        switch (happened)
        {
            case MessageEvent.TextMessage text when text.Utf8.Span.SequenceEqual("wayleave:arrived?"u8):
                WriteMessage(Opcode.Text, _arrived.ToJson(), output);
                break;
            case MessageEvent.TextMessage text:
                WriteMessage(Opcode.Text, text.Utf8.Span, output);
                break;
            case MessageEvent.BinaryMessage binary:
                WriteMessage(Opcode.Binary, binary.Payload.Span, output);
                break;
            case MessageEvent.Ping ping:
                FrameWriter.Write(output, Opcode.Pong, ping.Payload.Span);
                break;
            case MessageEvent.Close close:
                // RFC 6455 §5.5.1: the answer "typically echos the status code it received".
                FrameWriter.WriteClose(output, new ClosePayload(close.Code, close.Reason));
                Ended = true;
                break;
            case MessageEvent.Failed failed:
                Leave(failed.Violation.CloseCode(), failed.Violation.Describe(), output);
                break;
        }
    }

    private void WriteMessage(Opcode opcode, ReadOnlySpan<byte> message, IBufferWriter<byte> output)
    {
        if (_deflater is null)
        {
            FrameWriter.Write(output, opcode, message);
            return;
        }

        _deflated.ResetWrittenCount();
        _deflater.Deflate(message, _deflated);
        FrameWriter.Write(output, opcode, _deflated.WrittenSpan, rsv1: true);
    }
}
