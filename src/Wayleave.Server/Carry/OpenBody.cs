using System.Collections.Immutable;
using System.Text.Json;
using Wayleave.Protocol.Carry;

namespace Wayleave.Server.Carry;

/// <summary>The body of a request that opens a session.</summary>
/// <param name="Secret">The session's secret.</param>
/// <param name="Protocols">The subprotocols that the page asks for.</param>
internal sealed record OpenBody(SessionSecret Secret, ImmutableArray<string> Protocols)
{
    // What becomes a head for the app must not be longer than heads are.
    private const int MaxBytes = 8 * 1024;

    /// <summary>Reads it.</summary>
    /// <param name="body">The body.</param>
    /// <returns>What it says; null: it is not sound.</returns>
    public static OpenBody? Read(ReadOnlyMemory<byte> body)
    {
        if (body.Length > MaxBytes)
            return null;
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
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Half of a surrogate pair, and what is no UTF-8, show only when a text is taken out.
            return null;
        }
    }

    // RFC 9110 §5.6.2; anything else would be two subprotocols, or another header.
    private static bool IsToken(string text) =>
        text.Length > 0 && text.All(each => char.IsAsciiLetterOrDigit(each) || "!#$%&'*+-.^_`|~".Contains(each, StringComparison.Ordinal));
}
