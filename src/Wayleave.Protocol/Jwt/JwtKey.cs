using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Wayleave.Protocol.Jwt;

/// <summary>A key and the one algorithm that it is for. Thread-safe.</summary>
public sealed class JwtKey
{
    /// <summary>The shortest secret of HS256 in bytes (RFC 7518 §3.2: as long as the hash).</summary>
    public const int LeastSecretBytes = 32;

    // RFC 7518 §3.3.
    private const int LeastRsaBits = 2048;
    private const int SignatureBytesOfEs256 = 64;
    private const string P256 = "1.2.840.10045.3.1.7";

    private readonly Func<byte[], byte[], bool> _verify;

    private JwtKey(JwtAlgorithm algorithm, Func<byte[], byte[], bool> verify) => (Algorithm, _verify) = (algorithm, verify);

    /// <summary>The algorithm.</summary>
    public JwtAlgorithm Algorithm { get; }

    /// <summary>A secret, for HS256.</summary>
    /// <param name="secret">The secret, as UTF-8 at least <see cref="LeastSecretBytes"/> bytes.</param>
    public static JwtKey OfSecret(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        return new JwtKey(JwtAlgorithm.HS256, (signed, signature) => CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(bytes, signed), signature));
    }

    /// <summary>An RSA key, for RS256.</summary>
    /// <param name="parameters">Its public part.</param>
    /// <param name="key">The key; null if it cannot be used.</param>
    /// <returns>False if it is too short, or no key.</returns>
    public static bool TryOfRsa(RSAParameters parameters, [NotNullWhen(true)] out JwtKey? key)
    {
        key = null;
        var isKey = Verify(() =>
        {
            using var rsa = RSA.Create(parameters);
            return rsa.KeySize >= LeastRsaBits;
        });
        if (isKey)
            key = new JwtKey(JwtAlgorithm.RS256, (signed, signature) => Verify(() =>
            {
                // Neither this class nor the next says that it may be shared by threads; made of its numbers, each check has its own.
                using var rsa = RSA.Create(parameters);
                return rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            }));
        return isKey;
    }

    /// <summary>A key on P-256, for ES256.</summary>
    /// <param name="parameters">Its public part.</param>
    /// <param name="key">The key; null if it cannot be used.</param>
    /// <returns>False if it is on another curve, or no key.</returns>
    public static bool TryOfEc(ECParameters parameters, [NotNullWhen(true)] out JwtKey? key)
    {
        key = null;
        var isKey = parameters.Curve.IsNamed && parameters.Curve.Oid.Value == P256 && Verify(() =>
        {
            using var made = ECDsa.Create(parameters);
            return true;
        });
        if (isKey)
            key = new JwtKey(JwtAlgorithm.ES256, (signed, signature) => signature.Length == SignatureBytesOfEs256 && Verify(() =>
            {
                using var ec = ECDsa.Create(parameters);
                return ec.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            }));
        return isKey;
    }

    /// <summary>A public key in PEM: <c>PUBLIC KEY</c>, <c>RSA PUBLIC KEY</c>.</summary>
    /// <param name="pem">The text.</param>
    /// <param name="algorithm">What it is to be for.</param>
    /// <param name="key">The key; null if it is none for that.</param>
    /// <returns>False if it is none.</returns>
    public static bool TryOfPem(string pem, JwtAlgorithm algorithm, [NotNullWhen(true)] out JwtKey? key)
    {
        JwtKey? read = null;
        Verify(() =>
        {
            if (algorithm == JwtAlgorithm.RS256)
            {
                using var rsa = RSA.Create();
                rsa.ImportFromPem(pem);
                return TryOfRsa(rsa.ExportParameters(includePrivateParameters: false), out read);
            }

            using var ec = ECDsa.Create();
            ec.ImportFromPem(pem);
            return algorithm == JwtAlgorithm.ES256 && TryOfEc(ec.ExportParameters(includePrivateParameters: false), out read);
        });
        key = read;
        return key is not null;
    }

    /// <summary>Whether a signature is by this key.</summary>
    /// <param name="signed">What is signed.</param>
    /// <param name="signature">The signature, of any length.</param>
    internal bool Verify(byte[] signed, byte[] signature) => _verify(signed, signature);

    // Numbers that make no key, and signatures that are no numbers, are told by exceptions only.
    private static bool Verify(Func<bool> check)
    {
        try
        {
            return check();
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or PlatformNotSupportedException)
        {
            return false;
        }
    }
}
