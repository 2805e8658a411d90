using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Wayleave.Protocol.Jwt;

namespace Wayleave.Protocol.Tests.Jwt;

/// <summary>Tokens as an issuer makes them.</summary>
internal static class Signed
{
    /// <summary>A secret that is long enough.</summary>
    public const string Secret = "a secret of thirty-two bytes, or more";

    /// <summary>An issuer's RSA key.</summary>
    public static RSA Rsa { get; } = RSA.Create(2048);

    /// <summary>An issuer's key on P-256.</summary>
    public static ECDsa Ec { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>A token.</summary>
    /// <param name="claims">Its claims.</param>
    /// <param name="algorithm">How it is signed.</param>
    /// <param name="header">Its header; null: what the algorithm asks for.</param>
    public static string Token(string claims, JwtAlgorithm algorithm = JwtAlgorithm.HS256, string? header = null)
    {
        var signed = $"{Part(header ?? $$"""{"alg":"{{algorithm}}","typ":"JWT"}""")}.{Part(claims)}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        return $"{signed}.{Base64Url.EncodeToString(algorithm switch
        {
            JwtAlgorithm.HS256 => HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), bytes),
            JwtAlgorithm.RS256 => Rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            _ => Ec.SignData(bytes, HashAlgorithmName.SHA256),
        })}";
    }

    /// <summary>A part of a token.</summary>
    /// <param name="text">What it says.</param>
    public static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    /// <summary>The key that checks an algorithm's tokens.</summary>
    /// <param name="algorithm">The algorithm.</param>
    public static JwtKey Key(JwtAlgorithm algorithm)
    {
        if (algorithm == JwtAlgorithm.HS256)
            return JwtKey.OfSecret(Secret);
        JwtKey.TryOfPem(algorithm == JwtAlgorithm.RS256 ? Rsa.ExportSubjectPublicKeyInfoPem() : Ec.ExportSubjectPublicKeyInfoPem(), algorithm, out var key).ShouldBeTrue();
        return key!;
    }
}
