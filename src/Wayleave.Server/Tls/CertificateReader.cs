using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Tls;

/// <summary>Reads certificates with their keys: PEM in one file or two, encrypted or not, and PFX. What is wrong with a file is a value.</summary>
public static class CertificateReader
{
    /// <summary>Reads a certificate that can be served.</summary>
    /// <param name="settings">Its files and password.</param>
    /// <param name="problem">Why it cannot be served; null if it can.</param>
    /// <returns>The certificate, the caller's to dispose of; null if there is a problem.</returns>
    public static LoadedCertificate? Read(CertificateSettings settings, out TlsProblem? problem)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return CertificateContents.Read(settings, out problem) is { } contents ? Read(settings, contents, out problem) : null;
    }

    /// <summary>Reads the certificates of a file alone, without their keys: to be looked at.</summary>
    /// <param name="settings">The file, and the password of a PFX.</param>
    /// <param name="problem">Why there are none; null if there are.</param>
    /// <returns>At least one, the caller's to dispose of; empty if there is a problem.</returns>
    public static ImmutableArray<X509Certificate2> ReadPublic(CertificateSettings settings, out TlsProblem? problem)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (CertificateContents.Read(settings with { KeyFile = null }, out problem) is not { } contents)
            return [];
        if (PemBlocks.IsPem(contents.File))
            return PemCertificates(settings.File, PemBlocks.Read(contents.File), out problem);
        if (KindOf(contents.File) == X509ContentType.Pfx)
            return PfxFile.Read(settings.File, contents.File, settings.Password, out problem) is { } loaded ? [loaded.Certificate, .. loaded.Chain] : [];
        try
        {
            return [X509CertificateLoader.LoadCertificate(contents.File)];
        }
        catch (CryptographicException)
        {
            problem = NoCertificate(settings.File);
            return [];
        }
    }

    /// <summary>Reads a certificate that can be served from bytes.</summary>
    /// <param name="settings">The files' names, and the password.</param>
    /// <param name="contents">The files' bytes.</param>
    /// <param name="problem">Why it cannot be served; null if it can.</param>
    internal static LoadedCertificate? Read(CertificateSettings settings, CertificateContents contents, out TlsProblem? problem)
    {
        if (PemBlocks.IsPem(contents.File))
            return ReadPem(settings, contents, out problem);
        var kind = KindOf(contents.File);
        if (kind == X509ContentType.Pfx)
            return PfxFile.Read(settings.File, contents.File, settings.Password, out problem);
        problem = kind == X509ContentType.Cert
            ? new(settings.File, "is a certificate in DER", "write it as PEM: openssl x509 -in OLD -out NEW")
            : NoCertificate(settings.File);
        return null;
    }

    private static LoadedCertificate? ReadPem(CertificateSettings settings, CertificateContents contents, out TlsProblem? problem)
    {
        var blocks = PemBlocks.Read(contents.File);
        var certificates = PemCertificates(settings.File, blocks, out problem);
        if (problem is not null)
            return null;
        var (keyPath, keyBytes) = (settings.KeyFile ?? settings.File, contents.KeyFile ?? contents.File);
        using var key = PrivateKeys.Read(keyPath, keyBytes, contents.KeyFile is null ? blocks : PemBlocks.Read(keyBytes), settings.Password, out problem);
        if (key is not null && Join(certificates, key) is { } loaded)
            return loaded;
        problem ??= new(keyPath, $"the private key does not belong to the certificate{(settings.KeyFile is null ? "" : $" in {settings.File}")}", "name the key that the certificate was made with");
        foreach (var certificate in certificates)
            certificate.Dispose();
        return null;
    }

    // The own certificate should come first; but which one it is, only the key can say.
    private static LoadedCertificate? Join(ImmutableArray<X509Certificate2> certificates, AsymmetricAlgorithm key)
    {
        var keyInfo = key.ExportSubjectPublicKeyInfo();
        if (certificates.FirstOrDefault(certificate => certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(keyInfo)) is not { } own)
            return null;
        using var joined = key is RSA rsa ? own.CopyWithPrivateKey(rsa) : own.CopyWithPrivateKey((ECDsa)key);
        // Through PKCS #12, since a key from elsewhere cannot be used for TLS on every system.
        return new LoadedCertificate(X509CertificateLoader.LoadPkcs12(joined.Export(X509ContentType.Pkcs12), null), certificates.Remove(own));
    }

    private static ImmutableArray<X509Certificate2> PemCertificates(string path, ImmutableArray<PemBlock> blocks, out TlsProblem? problem)
    {
        var certificates = PemBlocks.Certificates(blocks);
        problem = certificates switch
        {
            null => new(path, "holds a certificate that cannot be read", "check that the file is whole: openssl x509 -in FILE -noout"),
            { IsEmpty: true } => NoCertificate(path),
            _ => null,
        };
        return certificates ?? [];
    }

    private static X509ContentType KindOf(byte[] bytes)
    {
        try
        {
            // The class library throws at an empty file as at a mistake of ours.
            return bytes.Length == 0 ? X509ContentType.Unknown : X509Certificate2.GetCertContentType(bytes);
        }
        catch (CryptographicException)
        {
            return X509ContentType.Unknown;
        }
    }

    private static TlsProblem NoCertificate(string path) =>
        new(path, "holds no certificate", "give a PEM file with -----BEGIN CERTIFICATE----- in it, or a PFX");
}
