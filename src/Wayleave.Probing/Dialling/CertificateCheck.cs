using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Dialling;

/// <summary>Judges a server's certificate as a browser would, and says everything that is wrong with it.</summary>
/// <param name="extraRoots">Roots trusted besides the system's.</param>
/// <param name="time">The clock that its dates are held against.</param>
internal sealed class CertificateCheck(X509Certificate2Collection extraRoots, TimeProvider time)
{
    private const string AuthorityInformationAccess = "1.3.6.1.5.5.7.1.1";

    /// <summary>Everything that is wrong; empty if it holds.</summary>
    /// <param name="own">The server's own certificate.</param>
    /// <param name="sent">The other certificates that it sent.</param>
    /// <param name="hostName">The name or literal address that it must be for.</param>
    public ImmutableArray<CertificateFlaw> Judge(X509Certificate2 own, X509Certificate2Collection sent, string hostName)
    {
        var flaws = new SortedSet<CertificateFlaw>();
        var now = time.GetUtcNow().UtcDateTime;
        if (!IsFor(own, hostName))
            flaws.Add(CertificateFlaw.WrongName);
        if (now > own.NotAfter.ToUniversalTime())
            flaws.Add(CertificateFlaw.Expired);
        if (now < own.NotBefore.ToUniversalTime())
            flaws.Add(CertificateFlaw.NotYetValid);

        var bySystem = Build(own, sent, now, X509ChainTrustMode.System);
        if (bySystem.Count > 0 && (extraRoots.Count == 0 || Build(own, sent, now, X509ChainTrustMode.CustomRootTrust).Count > 0))
            flaws.UnionWith(extraRoots.Count == 0 ? bySystem : Build(own, sent, now, X509ChainTrustMode.CustomRootTrust));
        return [.. flaws];
    }

    private static bool IsFor(X509Certificate2 own, string hostName)
    {
        try
        {
            return own.MatchesHostname(hostName, allowWildcards: true, allowCommonName: false);
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            // A name that no certificate can carry, or names in the certificate that cannot be read.
            return false;
        }
    }

    private HashSet<CertificateFlaw> Build(X509Certificate2 own, X509Certificate2Collection sent, DateTime now, X509ChainTrustMode trust)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = trust;
        if (trust == X509ChainTrustMode.CustomRootTrust)
            chain.ChainPolicy.CustomTrustStore.AddRange(extraRoots);
        chain.ChainPolicy.ExtraStore.AddRange(sent);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        // Neither does a probe fetch what the server should have sent: Firefox and most programs do not either.
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now;
        var flaws = new HashSet<CertificateFlaw>();
        if (!chain.Build(own))
            foreach (var status in chain.ChainStatus)
                flaws.Add(FlawOf(status.Status, chain));
        foreach (var element in chain.ChainElements)
            element.Certificate.Dispose();
        return flaws;
    }

    private static CertificateFlaw FlawOf(X509ChainStatusFlags status, X509Chain chain) => status switch
    {
        X509ChainStatusFlags.NotTimeValid => chain.ChainElements is [{ Certificate: var first }, ..]
            && first.NotBefore.ToUniversalTime() > chain.ChainPolicy.VerificationTime ? CertificateFlaw.NotYetValid : CertificateFlaw.Expired,
        X509ChainStatusFlags.UntrustedRoot => chain.ChainElements.Count == 1 ? CertificateFlaw.SelfSigned : CertificateFlaw.UnknownIssuer,
        // Signed by another key under the name of an issuer that we know.
        X509ChainStatusFlags.NotSignatureValid => CertificateFlaw.UnknownIssuer,
        // Only a public authority says where its own certificate is to be had; a private root is simply not known here.
        X509ChainStatusFlags.PartialChain => chain.ChainElements[^1].Certificate.Extensions[AuthorityInformationAccess] is null
            ? CertificateFlaw.UnknownIssuer : CertificateFlaw.ChainIncomplete,
        _ => CertificateFlaw.Other,
    };
}
