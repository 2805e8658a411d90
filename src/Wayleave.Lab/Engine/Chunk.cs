namespace Wayleave.Lab.Engine;

/// <summary>Bytes as they were read, and when.</summary>
/// <param name="Bytes">The bytes; nobody else writes to them.</param>
/// <param name="At">The clock's timestamp at which they were read.</param>
public readonly record struct Chunk(ReadOnlyMemory<byte> Bytes, long At);
