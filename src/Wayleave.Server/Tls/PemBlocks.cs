using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Wayleave.Server.Tls;

/// <summary>The blocks of a PEM file.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</seealso>
internal static class PemBlocks
{
    /// <summary>Whether bytes look like PEM.</summary>
    /// <param name="bytes">A file's bytes.</param>
    public static bool IsPem(ReadOnlySpan<byte> bytes) => bytes.IndexOf("-----BEGIN "u8) >= 0;

    /// <summary>All blocks with their labels, in order. What stands around them is not looked at; what is no block ends it.</summary>
    /// <param name="bytes">A file's bytes.</param>
    public static ImmutableArray<PemBlock> Read(ReadOnlySpan<byte> bytes)
    {
        var blocks = ImmutableArray.CreateBuilder<PemBlock>();
        var text = Encoding.Latin1.GetString(bytes).AsSpan();
        while (PemEncoding.TryFind(text, out var found))
        {
            blocks.Add(new PemBlock(text[found.Label].ToString(), Convert.FromBase64String(text[found.Base64Data].ToString())));
            text = text[found.Location.End..];
        }

        return blocks.ToImmutable();
    }

    /// <summary>The certificates among blocks.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <returns>The certificates, the caller's to dispose of; null if one cannot be read.</returns>
    public static ImmutableArray<X509Certificate2>? Certificates(ImmutableArray<PemBlock> blocks)
    {
        var certificates = ImmutableArray.CreateBuilder<X509Certificate2>();
        try
        {
            // "TRUSTED CERTIFICATE" is OpenSSL's own, with more behind the certificate; "X509 CERTIFICATE" its old label.
            foreach (var block in blocks.Where(block => block.Label is "CERTIFICATE" or "X509 CERTIFICATE"))
                certificates.Add(X509CertificateLoader.LoadCertificate(block.Bytes));
            return certificates.ToImmutable();
        }
        catch (CryptographicException)
        {
            foreach (var certificate in certificates)
                certificate.Dispose();
            return null;
        }
    }
}
