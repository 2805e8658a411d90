namespace Wayleave.Protocol.Frames;

/// <summary>The one place that turns a <see cref="Violation"/> into words and a close code.</summary>
public static class Violations
{
    /// <summary>What is wrong, as a sentence without its full stop; short enough for a close frame's reason.</summary>
    /// <param name="violation">The violation.</param>
    public static string Describe(this Violation violation) => violation switch
    {
        Violation.None => "nothing is wrong",
        Violation.ReservedBitSet => "a reserved bit is set without an extension that uses it",
        Violation.OpcodeReserved => "the opcode is reserved",
        Violation.LengthNotMinimal => "the length takes more bytes than it needs",
        Violation.LengthNegative => "the length has its top bit set",
        Violation.ControlFragmented => "a control frame is fragmented",
        Violation.ControlTooLong => "a control frame carries more than 125 bytes",
        Violation.MaskMissing => "a client's frame is not masked",
        Violation.MaskForbidden => "a server's frame is masked",
        Violation.ContinuationUnexpected => "a continuation came without a message to continue",
        Violation.ContinuationExpected => "a new message began inside another",
        Violation.FrameTooLarge => "the frame is longer than the limit",
        Violation.MessageTooLarge => "the message is longer than the limit",
        Violation.TextNotUtf8 => "the text is not UTF-8",
        Violation.ClosePayloadTooShort => "the close frame carries half a code",
        Violation.CloseCodeInvalid => "the close code must not be sent",
        Violation.CloseReasonNotUtf8 => "the close reason is not UTF-8",
        Violation.CompressedContinuation => "a continuation is marked as compressed",
        Violation.DeflateInvalid => "the compressed message does not inflate",
        Violation.InflatedTooLarge => "the message inflates to more than the limit",
        _ => violation.ToString(),
    };

    /// <summary>The code with which a connection fails on that: 1007, 1009, else 1002.</summary>
    /// <param name="violation">The violation.</param>
    /// <seealso href="https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1">RFC 6455 §7.4.1</seealso>
    public static CloseCode CloseCode(this Violation violation) => violation switch
    {
        Violation.TextNotUtf8 or Violation.CloseReasonNotUtf8 or Violation.DeflateInvalid => Frames.CloseCode.InvalidPayload,
        Violation.FrameTooLarge or Violation.MessageTooLarge or Violation.InflatedTooLarge => Frames.CloseCode.MessageTooBig,
        _ => Frames.CloseCode.ProtocolError,
    };
}
