using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Wayleave.Protocol.Jwt;

/// <summary>A signed token in its compact form: <c>header.claims.signature</c>, each in base64url.</summary>
/// <remarks>
/// Which algorithm counts is never the token's to say: the caller has a key for one algorithm, and a token that names another is refused
/// before anything of it is computed. So <c>none</c> and a public key taken for an HMAC's secret come to nothing.
/// </remarks>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc7515#section-7.1">RFC 7515 §7.1</seealso>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725</seealso>
public sealed class JsonWebToken
{
    /// <summary>The longest token in characters: 8 Ki. It goes in a header, and headers are short. A security limit.</summary>
    public const int MaxLength = 8 * 1024;

    private static readonly SearchValues<char> s_letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private readonly byte[] _signed;
    private readonly byte[] _signature;
    private readonly string? _algorithm;

    private JsonWebToken(byte[] signed, byte[] signature, string? algorithm, string? keyId, JwtClaims claims) =>
        (_signed, _signature, _algorithm, KeyId, Claims) = (signed, signature, algorithm, keyId, claims);

    /// <summary>Which key it is signed by; null: it does not say. Not to be believed before <see cref="Verify"/>, only looked up.</summary>
    public string? KeyId { get; }

    /// <summary>What it says. Not to be believed before <see cref="Verify"/>.</summary>
    public JwtClaims Claims { get; }

    /// <summary>Reads a token.</summary>
    /// <param name="text">Whatever a caller sent.</param>
    /// <param name="token">The token; null if it is none.</param>
    /// <param name="violation">Why it is none.</param>
    /// <returns>False if it is none. It never throws.</returns>
    public static bool TryRead(string text, [NotNullWhen(true)] out JsonWebToken? token, out JwtViolation violation)
    {
        ArgumentNullException.ThrowIfNull(text);
        token = null;
        violation = JwtViolation.TooLong;
        if (text.Length > MaxLength)
            return false;
        violation = JwtViolation.NotCompact;
        if (text.Split('.') is not [var header, var claims, var signature]
            || !TryDecode(header, out var headerBytes) || !TryDecode(claims, out var claimBytes) || !TryDecode(signature, out var signatureBytes))
            return false;
        violation = JwtJson.TryReadHeader(headerBytes, out var algorithm, out var keyId);
        JwtClaims? said = null;
        if (violation == JwtViolation.None)
            violation = JwtJson.TryReadClaims(claimBytes, out said);
        if (violation == JwtViolation.None)
            token = new JsonWebToken(Encoding.ASCII.GetBytes(text[..text.LastIndexOf('.')]), signatureBytes, algorithm, keyId, said!);
        return token is not null;
    }

    /// <summary>Checks the signature.</summary>
    /// <param name="key">The key, which says by which algorithm.</param>
    public JwtViolation Verify(JwtKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (_algorithm != key.Algorithm.ToString())
            return JwtViolation.Algorithm;
        return key.Verify(_signed, _signature) ? JwtViolation.None : JwtViolation.Signature;
    }

    /// <summary>Nothing: a token must not get into a log.</summary>
    public override string ToString() => nameof(JsonWebToken);

    private static bool TryDecode(string part, out byte[] bytes)
    {
        // RFC 7515 §2: without padding and without anything between; the class library would pass over both.
        bytes = new byte[Base64Url.GetMaxDecodedLength(part.Length)];
        var isSound = !part.AsSpan().ContainsAnyExcept(s_letters) && Base64Url.DecodeFromChars(part, bytes, out _, out var count) == OperationStatus.Done && count == bytes.Length;
        return isSound;
    }
}
