using System.Buffers;
using Wayleave.Protocol.Frames;

namespace Wayleave.Server.Events.Sockets;

/// <summary>Gathers WebSocket frames.</summary>
/// <param name="output">Where to.</param>
internal sealed class SocketSink(IBufferWriter<byte> output) : IEventSink
{
    /// <inheritdoc/>
    public void Control(string type, ReadOnlySpan<byte> json) => FrameWriter.Write(output, Opcode.Text, json);

    /// <inheritdoc/>
    public void Event(ReadOnlySpan<byte> frame) => output.Write(frame);
}
