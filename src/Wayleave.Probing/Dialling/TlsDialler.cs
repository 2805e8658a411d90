using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Dialling;

/// <summary>Speaks TLS over an open connection; never refuses a certificate itself, but says what is wrong with it.</summary>
/// <param name="check">The judge of certificates.</param>
internal sealed class TlsDialler(CertificateCheck check)
{
    private const string NoServerName = "";

    /// <summary>Carries out the handshake.</summary>
    /// <param name="inner">The connection; the result owns it.</param>
    /// <param name="serverName">The SNI to send; null sends none.</param>
    /// <param name="hostName">The name that the certificate must be for.</param>
    /// <param name="alpn">The ALPN protocols to offer.</param>
    /// <param name="deadline">When to give up.</param>
    /// <exception cref="AuthenticationException">The peer refused, or what it speaks is not TLS.</exception>
    /// <exception cref="IOException">The connection ended.</exception>
    public async Task<(SslStream Stream, TlsResult Result)> SecureAsync(
        Stream inner, string? serverName, string hostName, ImmutableArray<string> alpn, CancellationToken deadline)
    {
        var result = TlsResult.Nothing;
        var stream = new SslStream(inner, leaveInnerStreamOpen: false);
        try
        {
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = serverName ?? NoServerName,
                    ApplicationProtocols = [.. alpn.Select(name => new SslApplicationProtocol(name))],
                    CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                    // The judgement is ours, see CertificateCheck: a probe must see what lies behind a bad certificate, too.
                    CertificateChainPolicy = new X509ChainPolicy { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck },
                    RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
                    {
                        result = Read(certificate, chain, hostName);
                        return true;
                    },
                },
                deadline);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }

        var chosen = stream.NegotiatedApplicationProtocol;
        return (stream, result with
        {
            Version = VersionOf(stream.SslProtocol),
            Alpn = chosen.Protocol.IsEmpty ? null : chosen.ToString(),
        });
    }

    private TlsResult Read(X509Certificate? certificate, X509Chain? chain, string hostName)
    {
        if (certificate is not X509Certificate2 own)
            return TlsResult.Nothing with { Flaws = [CertificateFlaw.Other] };
        var sent = chain?.ChainPolicy.ExtraStore ?? [];
        X509Certificate2[] all = [own, .. sent.Where(other => !other.Equals(own))];
        return new TlsResult(null, null, [.. all.Select(Facts)], check.Judge(own, sent, hostName))
        {
            Der = [.. all.Select(certificate => (ReadOnlyMemory<byte>)certificate.RawData)],
        };
    }

    private static CertificateFacts Facts(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        return new CertificateFacts(
            certificate.Subject,
            certificate.Issuer,
            names is null ? [] : [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(address => address.ToString())],
            certificate.NotBefore.ToUniversalTime().ToString("O"),
            certificate.NotAfter.ToUniversalTime().ToString("O"));
    }

    private static string VersionOf(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls12 => "TLS 1.2",
        SslProtocols.Tls13 => "TLS 1.3",
        _ => protocol.ToString(),
    };
}
