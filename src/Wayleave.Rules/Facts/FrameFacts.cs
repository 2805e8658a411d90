namespace Wayleave.Rules.Facts;

/// <summary>One frame on an open socket.</summary>
/// <param name="AtMs">When, in milliseconds since the socket opened.</param>
/// <param name="Sent">True if we sent it.</param>
/// <param name="Opcode">The RFC's word in lower case: <c>text</c>, <c>binary</c>, <c>continuation</c>, <c>close</c>, <c>ping</c>, <c>pong</c>.</param>
/// <param name="Fin">Whether it ends its message.</param>
/// <param name="Length">The payload's length in bytes.</param>
/// <param name="Text">The first 4 KiB of the payload as text; of a binary frame in hexadecimal.</param>
public sealed record FrameFacts(double AtMs, bool Sent, string Opcode, bool Fin, long Length, string Text);
