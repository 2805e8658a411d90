namespace Wayleave.Protocol.Frames;

/// <summary>Every way in which frames can be wrong; <see cref="Violations"/> has the words and the close code of each.</summary>
public enum Violation
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>A reserved bit is set that no agreed extension gives a meaning.</summary>
    ReservedBitSet,

    /// <summary>The opcode is one of 3 to 7 or 0xB to 0xF.</summary>
    OpcodeReserved,

    /// <summary>The length takes more bytes than it needs.</summary>
    LengthNotMinimal,

    /// <summary>The length has its top bit set.</summary>
    LengthNegative,

    /// <summary>A control frame is a fragment.</summary>
    ControlFragmented,

    /// <summary>A control frame carries more than 125 bytes.</summary>
    ControlTooLong,

    /// <summary>A client's frame is not masked.</summary>
    MaskMissing,

    /// <summary>A server's frame is masked.</summary>
    MaskForbidden,

    /// <summary>A continuation came with no message begun.</summary>
    ContinuationUnexpected,

    /// <summary>A new message began inside another.</summary>
    ContinuationExpected,

    /// <summary>A frame is longer than the limit.</summary>
    FrameTooLarge,

    /// <summary>A message is longer than the limit.</summary>
    MessageTooLarge,

    /// <summary>A text message is not UTF-8.</summary>
    TextNotUtf8,

    /// <summary>A close frame carries one byte: half a code.</summary>
    ClosePayloadTooShort,

    /// <summary>A close frame carries a code that must not be sent.</summary>
    CloseCodeInvalid,

    /// <summary>A close frame's reason is not UTF-8.</summary>
    CloseReasonNotUtf8,

    /// <summary>A fragment other than the first is marked as compressed.</summary>
    CompressedContinuation,

    /// <summary>A compressed message does not inflate.</summary>
    DeflateInvalid,

    /// <summary>A compressed message inflates to more than the limit.</summary>
    InflatedTooLarge,
}
