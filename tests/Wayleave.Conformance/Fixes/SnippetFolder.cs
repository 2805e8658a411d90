using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Wayleave.Conformance.Fixes;

/// <summary>A folder for one check, with a certificate under the names that snippets use; removed in the end.</summary>
internal sealed class SnippetFolder : IDisposable
{
    private static readonly string CertificateAndKey = MakeCertificate();

    public SnippetFolder()
    {
        Path = Directory.CreateTempSubdirectory("wayleave-snippet-").FullName;

        // Varnish reads its file as another user.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path, (UnixFileMode)0b111_101_101);
        File.WriteAllText(At("app.pem"), CertificateAndKey);
        File.WriteAllText(At("app.key"), CertificateAndKey);
    }

    public string Path { get; }

    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a configuration in which the snippets' certificate paths point here.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(
            At(name),
            text.Replace("/etc/ssl/certs/ca-certificates.crt", At("app.pem"), StringComparison.Ordinal)
                .Replace("/etc/ssl/app.pem", At("app.pem"), StringComparison.Ordinal)
                .Replace("/etc/ssl/app.key", At("app.key"), StringComparison.Ordinal));
        return At(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static string MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=app.example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2060, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
    }
}
