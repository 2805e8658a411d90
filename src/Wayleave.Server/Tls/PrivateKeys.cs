using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Wayleave.Server.Tls;

/// <summary>Reads private keys from PEM.</summary>
internal static class PrivateKeys
{
    private const string Rsa = "1.2.840.113549.1.1.1";
    private const string EllipticCurve = "1.2.840.10045.2.1";

    /// <summary>Reads the first private key.</summary>
    /// <param name="path">The file's name, for the problem.</param>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="blocks">The same, in blocks.</param>
    /// <param name="password">What it is encrypted with; null: it is not.</param>
    /// <param name="problem">Why there is no key.</param>
    /// <returns>The key, the caller's to dispose of; null if there is a problem.</returns>
    public static AsymmetricAlgorithm? Read(string path, ReadOnlySpan<byte> bytes, ImmutableArray<PemBlock> blocks, string? password, out TlsProblem? problem)
    {
        problem = null;
        var block = blocks.FirstOrDefault(block => block.Label.EndsWith("PRIVATE KEY", StringComparison.Ordinal));
        if (block.Label is null)
        {
            // RFC 7468 has no headers, so such a block is none.
            problem = bytes.IndexOf("Proc-Type: 4,ENCRYPTED"u8) >= 0
                ? new(path, "its private key is encrypted in a way of old", "write it anew: openssl pkcs8 -topk8 -in OLD -out NEW")
                : new(path, "holds no private key", "name the key's file, or put the key behind the certificate (-----BEGIN PRIVATE KEY-----)");
            return null;
        }

        try
        {
            return block.Label switch
            {
                "RSA PRIVATE KEY" => Imported<RSA>(RSA.Create(), key => key.ImportRSAPrivateKey(block.Bytes, out _)),
                "EC PRIVATE KEY" => Imported(ECDsa.Create(), key => key.ImportECPrivateKey(block.Bytes, out _)),
                "PRIVATE KEY" => Pkcs8(path, block.Bytes, out problem),
                "ENCRYPTED PRIVATE KEY" => Encrypted(path, block.Bytes, password, out problem),
                _ => Unusable(path, block.Label, out problem),
            };
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException)
        {
            problem = new(path, "holds a private key that cannot be read", "check that the file is whole: openssl pkey -in FILE -check");
            return null;
        }
    }

    private static AsymmetricAlgorithm? Encrypted(string path, byte[] bytes, string? password, out TlsProblem? problem)
    {
        problem = null;
        if (password is null)
        {
            problem = new(path, "the private key is encrypted", "give its password");
            return null;
        }

        try
        {
            return Imported<AsymmetricAlgorithm>(ECDsa.Create(), key => key.ImportEncryptedPkcs8PrivateKey(password, bytes, out _));
        }
        catch (CryptographicException)
        {
            // What kind of key it is shows only once it is open.
        }

        try
        {
            return Imported<AsymmetricAlgorithm>(RSA.Create(), key => key.ImportEncryptedPkcs8PrivateKey(password, bytes, out _));
        }
        catch (CryptographicException)
        {
            problem = new(path, "the password does not open the private key, or it is no ECDSA or RSA key", "give the right password");
            return null;
        }
    }

    private static AsymmetricAlgorithm? Pkcs8(string path, byte[] bytes, out TlsProblem? problem)
    {
        problem = null;
        return KindOf(bytes) switch
        {
            Rsa => Imported<AsymmetricAlgorithm>(RSA.Create(), key => key.ImportPkcs8PrivateKey(bytes, out _)),
            EllipticCurve => Imported<AsymmetricAlgorithm>(ECDsa.Create(), key => key.ImportPkcs8PrivateKey(bytes, out _)),
            "1.3.101.112" => Unusable(path, "Ed25519", out problem),
            var other => Unusable(path, other, out problem),
        };
    }

    // RFC 5208 §5: a version, then the algorithm, then the key.
    private static string KindOf(byte[] bytes)
    {
        var info = new AsnReader(bytes, AsnEncodingRules.BER).ReadSequence();
        info.ReadInteger();
        return info.ReadSequence().ReadObjectIdentifier();
    }

    private static AsymmetricAlgorithm? Unusable(string path, string kind, out TlsProblem problem)
    {
        problem = new(path, $"holds a key of a kind that is not served ({kind})", "get a certificate with an ECDSA or RSA key: browsers take no others");
        return null;
    }

    private static TKey Imported<TKey>(TKey key, Action<TKey> import) where TKey : AsymmetricAlgorithm
    {
        try
        {
            import(key);
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
