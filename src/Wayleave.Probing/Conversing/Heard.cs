namespace Wayleave.Probing.Conversing;

/// <summary>One thing that came from the far end: a whole message, or a control frame.</summary>
/// <param name="AtMs">When, in milliseconds since the socket opened.</param>
/// <param name="Kind">The RFC's word in lower case: <c>text</c>, <c>binary</c>, <c>ping</c>, <c>pong</c>, <c>close</c>.</param>
/// <param name="Payload">Its payload; of a close frame the code in two bytes and the reason.</param>
public sealed record Heard(double AtMs, string Kind, ReadOnlyMemory<byte> Payload);
