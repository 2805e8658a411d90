using System.Collections.Immutable;
using System.Text.Json;

namespace Wayleave.Protocol.Jwt;

/// <summary>Reads the two JSON objects of a token.</summary>
internal static class JwtJson
{
    // A name that stands twice means one thing here and another elsewhere.
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    // The last second of the year 9999.
    private const double LastSecond = 253_402_300_799;

    /// <summary>Reads a header.</summary>
    public static JwtViolation TryReadHeader(byte[] json, out string? algorithm, out string? keyId)
    {
        string? read = null, id = null;
        var violation = Read(json, header =>
        {
            read = Text(header, "alg");
            id = Text(header, "kid");
            // RFC 7515 §4.1.11: what is critical and not understood makes a token invalid.
            return header.TryGetProperty("crit", out _) ? JwtViolation.Critical : JwtViolation.None;
        });
        (algorithm, keyId) = (read, id);
        return violation;
    }

    /// <summary>Reads claims.</summary>
    public static JwtViolation TryReadClaims(byte[] json, out JwtClaims? claims)
    {
        JwtClaims? read = null;
        var violation = Read(json, said =>
        {
            read = new JwtClaims
            {
                Subject = Text(said, "sub"),
                Issuer = Text(said, "iss"),
                Audience = Texts(said, "aud") ?? [],
                Expires = Time(said, "exp"),
                NotBefore = Time(said, "nbf"),
                Channels = Texts(said, "channels"),
            };
            return JwtViolation.None;
        });
        claims = violation == JwtViolation.None ? read : null;
        return violation;
    }

    private static JwtViolation Read(byte[] json, Func<JsonElement, JwtViolation> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json, s_options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? read(document.RootElement) : JwtViolation.NotJson;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // Half a surrogate pair is sound JSON and no text; a claim of another kind than it must be is no claim.
            return JwtViolation.NotJson;
        }
    }

    private static string? Text(JsonElement from, string name) => from.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static ImmutableArray<string>? Texts(JsonElement from, string name)
    {
        if (!from.TryGetProperty(name, out var value))
            return null;
        if (value.ValueKind != JsonValueKind.Array)
            return value.GetString() is { } only ? [only] : [];
        return [.. value.EnumerateArray().Select(each => each.GetString() ?? throw new FormatException())];
    }

    // RFC 7519 §2: seconds since 1970, maybe with a fraction.
    private static DateTimeOffset? Time(JsonElement from, string name)
    {
        if (!from.TryGetProperty(name, out var value))
            return null;
        var seconds = value.GetDouble();
        return seconds is >= 0 and <= LastSecond ? DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(seconds) : throw new FormatException();
    }
}
