using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Chains;

/// <summary>A certificate authority for these tests, and certificates right and wrong, as PEM files.</summary>
/// <remarks>Files: <c>good</c>, <c>wrong-name</c>, <c>expired</c> by our authority, and <c>self-signed</c>; each as .pem, .key and both as .both.</remarks>
internal sealed class Certificates : IDisposable
{
    private readonly ScratchFolder _folder = new("tls");
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    public Certificates()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Wayleave test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Authority = request.CreateSelfSigned(_now.AddYears(-2), _now.AddYears(2));
        _folder.Write("index.html", "<!doctype html><title>App</title><div id=root></div>"); // something to serve, for hops that serve files
        _folder.Write("ca.pem", Authority.ExportCertificatePem());

        Issue("good", "127.0.0.1", _now.AddDays(60));
        Issue("wrong-name", "other.example", _now.AddDays(60));
        Issue("expired", "127.0.0.1", _now.AddDays(-3));
        Issue("self-signed", "127.0.0.1", _now.AddDays(60), selfSigned: true);
    }

    /// <summary>The authority's own certificate, with its key.</summary>
    public X509Certificate2 Authority { get; }

    /// <summary>The folder with the files.</summary>
    public string Folder => _folder.Path;

    public void Dispose()
    {
        Authority.Dispose();
        _folder.Dispose();
    }

    private void Issue(string file, string name, DateTimeOffset until, bool selfSigned = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address))
        {
            names.AddIpAddress(address);
            names.AddIpAddress(IPAddress.IPv6Loopback);
            names.AddDnsName("localhost");
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        var from = _now.AddDays(-30);
        using var certificate = selfSigned
            ? request.CreateSelfSigned(from, until)
            : request.Create(Authority, from, until, RandomNumberGenerator.GetBytes(8));
        _folder.Write($"{file}.pem", certificate.ExportCertificatePem());
        _folder.Write($"{file}.key", key.ExportPkcs8PrivateKeyPem());
        _folder.Write($"{file}.both", certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
    }
}
