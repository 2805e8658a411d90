using System.Collections.Immutable;
using System.Text.Json;
using Wayleave.Protocol.Carry;

namespace Wayleave.Server.Carry;

/// <summary>The body of a request that opens a session.</summary>
/// <param name="Secret">The session's secret.</param>
/// <param name="Protocols">The subprotocols that the page asks for.</param>
internal sealed record OpenBody(SessionSecret Secret, ImmutableArray<string> Protocols)
{
    /// <summary>Reads it.</summary>
    /// <param name="body">The body.</param>
    /// <returns>What it says; null: it is not sound.</returns>
    public static OpenBody? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object
                || !json.RootElement.TryGetProperty("secret", out var secret) || secret.ValueKind != JsonValueKind.String || !SessionSecret.TryParse(secret.GetString(), out var parsed)
                || !json.RootElement.TryGetProperty("protocols", out var protocols) || protocols.ValueKind != JsonValueKind.Array)
                return null;
            if (protocols.EnumerateArray().Any(each => each.ValueKind != JsonValueKind.String || !IsToken(each.GetString()!)))
                return null;
            return new OpenBody(parsed, [.. protocols.EnumerateArray().Select(each => each.GetString()!)]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // RFC 9110 §5.6.2; anything else would be two subprotocols, or another header.
    private static bool IsToken(string text) =>
        text.Length > 0 && text.All(each => char.IsAsciiLetterOrDigit(each) || "!#$%&'*+-.^_`|~".Contains(each, StringComparison.Ordinal));
}
