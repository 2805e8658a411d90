namespace Wayleave.Protocol.Frames;

/// <summary>What a frame carries; the values are those on the wire.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc6455#section-11.8">RFC 6455 §11.8</seealso>
public enum Opcode : byte
{
    /// <summary>More of the message begun before.</summary>
    Continuation = 0,

    /// <summary>A text message, or its first fragment.</summary>
    Text = 1,

    /// <summary>A binary message, or its first fragment.</summary>
    Binary = 2,

    /// <summary>The close handshake.</summary>
    Close = 8,

    /// <summary>A ping.</summary>
    Ping = 9,

    /// <summary>A pong, asked for or not.</summary>
    Pong = 10,
}
