using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Wayleave.TestKit;

/// <summary>Tokens as an issuer makes them.</summary>
public static class Signed
{
    /// <summary>A secret that is long enough.</summary>
    public const string Secret = "a secret of thirty-two bytes, or more";

    /// <summary>An issuer's RSA key.</summary>
    public static RSA Rsa { get; } = RSA.Create(2048);

    /// <summary>An issuer's key on P-256.</summary>
    public static ECDsa Ec { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>A token.</summary>
    /// <param name="claims">Its claims.</param>
    /// <param name="algorithm">How it is signed: HS256, RS256 or ES256.</param>
    /// <param name="header">Its header; null: what the algorithm asks for.</param>
    public static string Token(string claims, string algorithm = "HS256", string? header = null)
    {
        var signed = $"{Part(header ?? $$"""{"alg":"{{algorithm}}","typ":"JWT"}""")}.{Part(claims)}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        return $"{signed}.{Base64Url.EncodeToString(algorithm switch
        {
            "HS256" => HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), bytes),
            "RS256" => Rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            _ => Ec.SignData(bytes, HashAlgorithmName.SHA256),
        })}";
    }

    /// <summary>A part of a token.</summary>
    /// <param name="text">What it says.</param>
    public static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    /// <summary>The RSA key as a JSON Web Key.</summary>
    /// <param name="id">Its <c>kid</c>.</param>
    public static string RsaJwk(string id)
    {
        var key = Rsa.ExportParameters(includePrivateParameters: false);
        return $$"""{"kty":"RSA","kid":"{{id}}","n":"{{Base64Url.EncodeToString(key.Modulus)}}","e":"{{Base64Url.EncodeToString(key.Exponent)}}"}""";
    }

    /// <summary>The key on P-256 as a JSON Web Key.</summary>
    /// <param name="id">Its <c>kid</c>.</param>
    public static string EcJwk(string id)
    {
        var key = Ec.ExportParameters(includePrivateParameters: false);
        return $$"""{"kty":"EC","crv":"P-256","kid":"{{id}}","x":"{{Base64Url.EncodeToString(key.Q.X)}}","y":"{{Base64Url.EncodeToString(key.Q.Y)}}"}""";
    }
}
