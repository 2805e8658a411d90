namespace Wayleave.Protocol.Jwt;

/// <summary>The ways of signing a token that are known here.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc7518#section-3.1">RFC 7518 §3.1</seealso>
public enum JwtAlgorithm
{
    /// <summary>HMAC with SHA-256, by a secret that both sides have.</summary>
    HS256,

    /// <summary>RSA (PKCS #1 v1.5) with SHA-256.</summary>
    RS256,

    /// <summary>ECDSA on P-256 with SHA-256.</summary>
    ES256,
}
