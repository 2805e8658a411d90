using Wayleave.Protocol.Frames;

namespace Wayleave.Protocol.Relay;

/// <summary>What is to be done with the bytes just received: first the insert is sent, then a part of them as they are; a part is dropped.</summary>
/// <param name="Insert">Bytes to send first: frames of our own, or bytes held back earlier.</param>
/// <param name="Forward">How many of the bytes received are sent as they are, from the front.</param>
/// <param name="Drop">How many bytes behind those are done with: held back here, or swallowed.</param>
/// <param name="Violation">What ends the socket, where limits are kept; the bytes are dropped from there on.</param>
public readonly record struct LaneStep(ReadOnlyMemory<byte> Insert, int Forward, int Drop, Violation Violation = Violation.None);
