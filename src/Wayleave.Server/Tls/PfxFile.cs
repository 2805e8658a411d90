using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Wayleave.Server.Tls;

/// <summary>Reads a certificate, its chain and its key from PKCS #12, also called PFX.</summary>
internal static class PfxFile
{
    // HRESULT of ERROR_INVALID_PASSWORD: what the class library sets on all systems.
    private const int InvalidPassword = unchecked((int)0x80070056);

    /// <summary>Reads one.</summary>
    /// <param name="path">The file's name, for the problem.</param>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="password">Its password; null: it has none.</param>
    /// <param name="problem">Why it cannot be served.</param>
    public static LoadedCertificate? Read(string path, byte[] bytes, string? password, out TlsProblem? problem)
    {
        X509Certificate2Collection all;
        try
        {
            all = X509CertificateLoader.LoadPkcs12Collection(bytes, password);
        }
        catch (CryptographicException e)
        {
            problem = e.HResult != InvalidPassword
                ? new(path, $"cannot be read: {e.Message}", "write it anew: openssl pkcs12 -export")
                : password is null
                    ? new(path, "is locked with a password", "give its password")
                    : new(path, "the password does not open it", "give the right one");
            return null;
        }

        var keyed = all.FirstOrDefault(certificate => certificate.HasPrivateKey);
        if (keyed is not null && IsUsable(keyed))
        {
            problem = null;
            return new LoadedCertificate(keyed, [.. all.Where(certificate => !ReferenceEquals(certificate, keyed))]);
        }

        problem = keyed is not null
            ? new(path, $"holds a key of a kind that is not served ({keyed.PublicKey.Oid.FriendlyName})", "get a certificate with an ECDSA or RSA key: browsers take no others")
            : all.Count == 0
            ? new(path, "holds no certificate", "write it anew with one: openssl pkcs12 -export -in CERTIFICATE -inkey KEY")
            : new(path, "holds no private key", "write it anew with the key: openssl pkcs12 -export -in CERTIFICATE -inkey KEY");
        foreach (var certificate in all)
            certificate.Dispose();
        return null;
    }

    private static bool IsUsable(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPrivateKey();
        using var curve = certificate.GetECDsaPrivateKey();
        return rsa is not null || curve is not null;
    }
}
