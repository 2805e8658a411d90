using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Wayleave.Probing.Tests.Peers;

/// <summary>A certificate authority for one test, and what it signs.</summary>
public sealed class Certificates
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public Certificates()
    {
        var request = new CertificateRequest("CN=Test Root", _rootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        Root = request.CreateSelfSigned(Now.AddDays(-30), Now.AddDays(30));
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2 For(string name, int fromDays = -1, int toDays = 10)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signed = Request(name, key).Create(Root, Now.AddDays(fromDays), Now.AddDays(toDays), [1, 2, 3, (byte)name.Length]);
        using var own = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pfx), null);
    }

    public static X509Certificate2 SelfSignedFor(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var own = Request(name, key).CreateSelfSigned(Now.AddDays(-1), Now.AddDays(10));
        return X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pfx), null);
    }

    private static CertificateRequest Request(string name, ECDsa key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request;
    }
}
