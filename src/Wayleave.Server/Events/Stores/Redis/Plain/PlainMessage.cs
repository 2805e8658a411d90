using System.Security.Cryptography;

namespace Wayleave.Server.Events.Stores.Redis.Plain;

/// <summary>What a program that knows nothing of us has published.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Payload">What.</param>
/// <param name="At">When it was heard, as a timestamp of the clock.</param>
internal sealed record PlainMessage(string Channel, ReadOnlyMemory<byte> Payload, long At)
{
    /// <summary>What tells it from others.</summary>
    public string Digest { get; } = DigestOf(Payload);

    /// <summary>What tells a payload from others.</summary>
    /// <param name="payload">The payload.</param>
    public static string DigestOf(ReadOnlyMemory<byte> payload) => Convert.ToBase64String(SHA256.HashData(payload.Span).AsSpan(0, 16));
}
