using System.Collections.Immutable;
using System.Text.Json;
using Wayleave.Protocol.Http;

namespace Wayleave.Protocol.Echo;

/// <summary>A request as it arrived at <c>wayleave echo</c>: what the hops in front made of what was sent.</summary>
public sealed record Arrived
{
    /// <summary>The header with which our far end signs each of its answers.</summary>
    public const string SignatureName = "Wayleave";

    /// <summary>The value of that header.</summary>
    public const string Signature = "echo; v=1";

    /// <summary>The text message that a signed far end answers with what arrived, instead of echoing it.</summary>
    public const string Question = "wayleave:arrived?";

    /// <summary>The request line's version: <c>HTTP/1.1</c>, <c>HTTP/1.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The request line's method.</summary>
    public required string Method { get; init; }

    /// <summary>The request line's target.</summary>
    public required string Path { get; init; }

    /// <summary>The header lines in their order.</summary>
    public required ImmutableArray<HeaderLine> Headers { get; init; }

    /// <summary>The address that connected, without its port.</summary>
    public required string PeerAddress { get; init; }

    /// <summary>True if it came over TLS.</summary>
    public bool Tls { get; init; }

    /// <summary>What arrived, from a head.</summary>
    /// <param name="head">The request.</param>
    /// <param name="peerAddress">The address that connected.</param>
    /// <param name="tls">True if it came over TLS.</param>
    public static Arrived From(RequestHead head, string peerAddress, bool tls) => new()
    {
        Version = head.Version == HttpVersion.Http10 ? "HTTP/1.0" : "HTTP/1.1",
        Method = head.Method,
        Path = head.Target,
        Headers = [.. head.Headers],
        PeerAddress = peerAddress,
        Tls = tls,
    };

    /// <summary>True if an answer is signed by a far end of ours that speaks this version.</summary>
    /// <param name="response">The answer.</param>
    public static bool IsSigned(ResponseHead response) => response.Headers.All(SignatureName).Contains(Signature);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">JSON in UTF-8.</param>
    /// <returns>Null if it is not that: a hop may have put a page of its own in its place.</returns>
    public static Arrived? FromJson(ReadOnlySpan<byte> json)
    {
        try
        {
            var read = JsonSerializer.Deserialize(json, ArrivedJson.Default.Arrived);
            // A line without a name or a value would be null in a member that says it is none.
            return read is null || read.Headers.IsDefault || read.Headers.Any(line => line.Name is null || line.Value is null) ? null : read;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The same as JSON in UTF-8: <c>{"version":…,"method":…,"path":…,"headers":[{"name":…,"value":…}],"peer_address":…,"tls":…}</c>.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ArrivedJson.Default.Arrived);
}
