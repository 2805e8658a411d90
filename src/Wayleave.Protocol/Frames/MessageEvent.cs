using System.Text;

namespace Wayleave.Protocol.Frames;

/// <summary>Something that came over a socket: one of the records nested here, and no other.</summary>
public abstract record MessageEvent
{
    private MessageEvent()
    {
    }

    /// <summary>A frame begins; only reported where <see cref="MessageReader.ReportFrames"/> asks for it.</summary>
    /// <param name="Header">Its header.</param>
    public sealed record FrameSeen(FrameHeader Header) : MessageEvent;

    /// <summary>A whole text message.</summary>
    /// <param name="Utf8">Its bytes, which are UTF-8; they are the receiver's own.</param>
    public sealed record TextMessage(ReadOnlyMemory<byte> Utf8) : MessageEvent
    {
        /// <summary>The text.</summary>
        public string Text => Encoding.UTF8.GetString(Utf8.Span);
    }

    /// <summary>A whole binary message.</summary>
    /// <param name="Payload">Its bytes; they are the receiver's own.</param>
    public sealed record BinaryMessage(ReadOnlyMemory<byte> Payload) : MessageEvent;

    /// <summary>A ping: a pong with the same payload is due.</summary>
    /// <param name="Payload">At most 125 bytes.</param>
    public sealed record Ping(ReadOnlyMemory<byte> Payload) : MessageEvent;

    /// <summary>A pong, asked for or not.</summary>
    /// <param name="Payload">At most 125 bytes.</param>
    public sealed record Pong(ReadOnlyMemory<byte> Payload) : MessageEvent;

    /// <summary>A close frame: the last event; what comes after it is dropped.</summary>
    /// <param name="Code">The code; null if there was none.</param>
    /// <param name="Reason">The reason; empty if there was none.</param>
    public sealed record Close(ushort? Code, string Reason) : MessageEvent;

    /// <summary>The far end broke the protocol: the last event; what comes after it is dropped.</summary>
    /// <param name="Violation">What is wrong.</param>
    public sealed record Failed(Violation Violation) : MessageEvent;
}
