using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Wayleave.Server.Tls;

/// <summary>A certificate that can be served: it has its private key, and the chain that goes with it.</summary>
public sealed class LoadedCertificate : IDisposable
{
    internal LoadedCertificate(X509Certificate2 certificate, ImmutableArray<X509Certificate2> chain) => (Certificate, Chain) = (certificate, chain);

    /// <summary>The own certificate, with its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The other certificates of the file, in its order: what a client needs to get from the own one to a root.</summary>
    public ImmutableArray<X509Certificate2> Chain { get; }

    /// <summary>The DNS names and addresses that it is for.</summary>
    public ImmutableArray<string> Names => CertificateNames.Of(Certificate);

    /// <summary>What a server's handshakes send: the whole chain, as the file has it.</summary>
    /// <remarks>Offline: no start waits for an authority's server.</remarks>
    public SslStreamCertificateContext CreateContext() => SslStreamCertificateContext.Create(Certificate, [.. Chain], offline: true);

    /// <summary>Frees the key and the certificates. No connection may use them any more.</summary>
    public void Dispose()
    {
        Certificate.Dispose();
        foreach (var other in Chain)
            other.Dispose();
    }
}
