namespace Wayleave.Protocol.Frames;

/// <summary>What can be told from an opcode alone.</summary>
public static class Opcodes
{
    /// <summary>True for close, ping, pong and the reserved 0xB to 0xF.</summary>
    /// <param name="opcode">The opcode.</param>
    public static bool IsControl(this Opcode opcode) => (byte)opcode >= 8;

    /// <summary>True if the RFC defines it.</summary>
    /// <param name="opcode">The opcode.</param>
    public static bool IsKnown(this Opcode opcode) =>
        opcode is Opcode.Continuation or Opcode.Text or Opcode.Binary or Opcode.Close or Opcode.Ping or Opcode.Pong;
}
