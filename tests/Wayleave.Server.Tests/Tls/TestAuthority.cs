using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Wayleave.Server.Tests.Tls;

/// <summary>A root, an intermediate authority, and the certificates that the latter signs.</summary>
internal sealed class TestAuthority : IDisposable
{
    public static readonly DateTimeOffset Begin = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset End = new(2049, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public TestAuthority()
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Root = Authority("CN=test root", rootKey).CreateSelfSigned(Begin, End);
        using var signed = Authority("CN=test intermediate", _key).Create(Root, Begin, End, RandomNumberGenerator.GetBytes(8));
        Intermediate = signed.CopyWithPrivateKey(_key);
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2 Intermediate { get; }

    public string ChainPem => Intermediate.ExportCertificatePem() + "\n";

    /// <summary>A certificate without its chain, and its key.</summary>
    public (X509Certificate2 Certificate, AsymmetricAlgorithm Key) Issue(string name, bool rsa = false, DateTimeOffset? begin = null, DateTimeOffset? end = null)
    {
        AsymmetricAlgorithm key = rsa ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = key is RSA r
            ? new CertificateRequest($"CN={name}", r, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest($"CN={name}", (ECDsa)key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(
            Intermediate.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), begin ?? Begin, end ?? End, RandomNumberGenerator.GetBytes(8));
        return (signed.CopyWith(key), key);
    }

    /// <summary>The PEM of a whole file: certificate, chain, key.</summary>
    public string IssuePem(string name, DateTimeOffset? begin = null, DateTimeOffset? end = null)
    {
        var (certificate, key) = Issue(name, begin: begin, end: end);
        using (certificate)
        using (key)
            return certificate.ExportCertificatePem() + "\n" + ChainPem + key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    public void Dispose()
    {
        Root.Dispose();
        Intermediate.Dispose();
        _key.Dispose();
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }
}

file static class Joining
{
    public static X509Certificate2 CopyWith(this X509Certificate2 certificate, AsymmetricAlgorithm key) =>
        key is RSA rsa ? certificate.CopyWithPrivateKey(rsa) : certificate.CopyWithPrivateKey((ECDsa)key);
}
