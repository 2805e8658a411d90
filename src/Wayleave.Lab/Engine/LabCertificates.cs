using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Wayleave.Lab.Engine;

/// <summary>An authority and its certificates for localhost, made for one run and kept in memory.</summary>
public sealed class LabCertificates : IDisposable
{
    private static readonly TimeSpan s_life = TimeSpan.FromDays(7);

    private readonly DateTimeOffset _begin;

    /// <summary>Makes an authority.</summary>
    /// <param name="time">The clock: certificates begin a day ago and last a week.</param>
    /// <param name="authorityName">The authority's distinguished name.</param>
    public LabCertificates(TimeProvider time, string authorityName)
    {
        ArgumentNullException.ThrowIfNull(time);
        // Read once: a certificate issued a second later would outlive its authority.
        _begin = time.GetUtcNow() - TimeSpan.FromDays(1);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(authorityName, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Authority = request.CreateSelfSigned(_begin, _begin + s_life);
    }

    /// <summary>The authority's certificate: what a client has to trust.</summary>
    public X509Certificate2 Authority { get; }

    /// <summary>Makes a certificate for localhost and both loopback addresses, signed by the authority.</summary>
    public X509Certificate2 Issue()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = RequestFor("CN=localhost", key);
        using var signed = request.Create(Authority, _begin, _begin + s_life, RandomNumberGenerator.GetBytes(12));
        using var withKey = signed.CopyWithPrivateKey(key);
        return Reload(withKey);
    }

    /// <summary>Makes a certificate for localhost that nobody has signed but itself.</summary>
    public X509Certificate2 IssueSelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var own = RequestFor("CN=localhost", key).CreateSelfSigned(_begin, _begin + s_life);
        return Reload(own);
    }

    /// <summary>Whether the authority has signed that certificate and it is in force.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="presented">The chain as the peer presented it.</param>
    internal bool HasSigned(X509Certificate2 certificate, X509Chain presented)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Authority);
        chain.ChainPolicy.ExtraStore.AddRange(presented.ChainPolicy.ExtraStore);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    /// <inheritdoc/>
    public void Dispose() => Authority.Dispose();

    // SslStream on some systems needs the key to be stored with the certificate, as a PKCS #12 has it.
    private static X509Certificate2 Reload(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);

    private static CertificateRequest RequestFor(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        return request;
    }
}
