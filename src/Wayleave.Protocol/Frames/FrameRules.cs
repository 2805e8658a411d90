namespace Wayleave.Protocol.Frames;

/// <summary>Whether a frame may come now: what a header alone and the frames before it decide.</summary>
internal static class FrameRules
{
    public static Violation Check(in FrameHeader header, Role role, bool deflate, bool insideMessage, long maxFrameBytes)
    {
        var control = header.Opcode.IsControl();
        if (header.Rsv2 || header.Rsv3 || (header.Rsv1 && (!deflate || control)))
            return Violation.ReservedBitSet;
        if (!header.Opcode.IsKnown())
            return Violation.OpcodeReserved;
        if (header.Rsv1 && header.Opcode == Opcode.Continuation)
            return Violation.CompressedContinuation;
        if (control && !header.Fin)
            return Violation.ControlFragmented;
        if (control && header.PayloadLength > 125)
            return Violation.ControlTooLong;
        if (header.Masked != (role == Role.Server))
            return header.Masked ? Violation.MaskForbidden : Violation.MaskMissing;
        if (control)
            return Violation.None;
        if (insideMessage != (header.Opcode == Opcode.Continuation))
            return insideMessage ? Violation.ContinuationExpected : Violation.ContinuationUnexpected;
        return header.PayloadLength > maxFrameBytes ? Violation.FrameTooLarge : Violation.None;
    }
}
