using System.Buffers.Text;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;

namespace Wayleave.Protocol.Jwt;

/// <summary>The public keys of somebody who signs tokens, by their names.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc7517#section-5">RFC 7517 §5</seealso>
public sealed class JsonWebKeySet
{
    /// <summary>The most keys that are read: 100. A security limit.</summary>
    public const int MaxKeys = 100;

    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    private readonly ImmutableArray<(string? Id, JwtKey Key)> _keys;

    private JsonWebKeySet(ImmutableArray<(string? Id, JwtKey Key)> keys) => _keys = keys;

    /// <summary>How many keys there are.</summary>
    public int Count => _keys.Length;

    /// <summary>Reads a set; keys for anything else than the algorithm are passed over, shared secrets always.</summary>
    /// <param name="json">The text.</param>
    /// <param name="algorithm">What the keys are to be for.</param>
    /// <param name="set">The set; null if it is none.</param>
    /// <returns>False if it is none, or has none that would do. It never throws.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> json, JwtAlgorithm algorithm, [NotNullWhen(true)] out JsonWebKeySet? set)
    {
        set = null;
        try
        {
            using var document = JsonDocument.Parse(json, s_options);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("keys", out var keys))
                return false;
            var read = new JsonWebKeySet([.. keys.EnumerateArray().Take(MaxKeys).SelectMany(key => Of(key, algorithm))]);
            set = read.Count > 0 ? read : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // No JSON; a member of another kind; no base64url.
        }

        return set is not null;
    }

    /// <summary>The key of a name; where a token names none, the only one.</summary>
    /// <param name="id">The token's <c>kid</c>.</param>
    public JwtKey? Find(string? id)
    {
        if (id is null)
            return _keys is [var only] ? only.Key : null;
        foreach (var (name, key) in _keys)
            if (name == id)
                return key;
        return null;
    }

    private static IEnumerable<(string? Id, JwtKey Key)> Of(JsonElement jwk, JwtAlgorithm algorithm)
    {
        if (jwk.ValueKind != JsonValueKind.Object || (Text(jwk, "alg") is { } alg && alg != algorithm.ToString()) || Text(jwk, "use") is not (null or "sig"))
            return [];
        JwtKey? key = null;
        if (algorithm == JwtAlgorithm.RS256 && Text(jwk, "kty") == "RSA")
            JwtKey.TryOfRsa(new RSAParameters { Modulus = Number(jwk, "n"), Exponent = Number(jwk, "e") }, out key);
        else if (algorithm == JwtAlgorithm.ES256 && Text(jwk, "kty") == "EC" && Text(jwk, "crv") == "P-256")
            JwtKey.TryOfEc(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Number(jwk, "x"), Y = Number(jwk, "y") } }, out key);
        return key is null ? [] : [(Text(jwk, "kid"), key)];
    }

    private static string? Text(JsonElement jwk, string name) => jwk.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static byte[]? Number(JsonElement jwk, string name) => Text(jwk, name) is { } text ? Base64Url.DecodeFromChars(text) : null;
}
