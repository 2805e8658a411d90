using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Wayleave.Server.Tls;

/// <summary>Makes certificates that vouch for themselves: ECDSA P-256, for servers only.</summary>
/// <remarks>
/// They need not be believed to be useful: Cloudflare's mode "Full" takes any certificate, and a browser goes on after a click.
/// Where somebody does import one, it must be as Apple wants it, who are the strictest about certificates that were added by hand:
/// server authentication in the extended key usage, names in the subject alternative names, at most 825 days.
/// </remarks>
/// <seealso href="https://support.apple.com/en-us/103769">Apple: Requirements for trusted certificates in iOS 13 and macOS 10.15</seealso>
/// <seealso href="https://developers.cloudflare.com/ssl/origin-configuration/ssl-modes/full/">Cloudflare: Full</seealso>
public static class SelfSigned
{
    /// <summary>The longest life in days that Apple's systems take.</summary>
    public const int MostDays = 825;

    /// <summary>The life in days where nothing else is said: 820, as long as may be, since each new one has to be accepted anew.</summary>
    public const int DefaultDays = 820;

    // RFC 5280, appendix A.1: ub-common-name.
    private const int LongestCommonName = 64;

    // A client whose clock is slow must not meet a certificate of tomorrow. Part of the days.
    private static readonly TimeSpan s_backdated = TimeSpan.FromDays(1);

    /// <summary>The names that every certificate is for: this machine's own.</summary>
    /// <param name="machineName">The machine's name; left out if it is none.</param>
    public static ImmutableArray<string> LocalNames(string machineName) =>
        CertificateNames.TryRead(machineName, out var name) && name != "localhost"
            ? ["localhost", "127.0.0.1", "::1", name] : ["localhost", "127.0.0.1", "::1"];

    /// <summary>Makes a certificate.</summary>
    /// <param name="names">The names and addresses that it is for, as <see cref="CertificateNames.TryRead"/> spells them; the first is its common name.</param>
    /// <param name="days">From the day before now until it ends: at least 2.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The certificate and its key (PKCS #8), both in PEM.</returns>
    /// <exception cref="ArgumentException">There is no name, or one is no name.</exception>
    public static (string CertificatePem, string KeyPem) Make(ImmutableArray<string> names, int days, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 2);
        if (names.IsDefaultOrEmpty)
            throw new ArgumentException("A certificate is for at least one name.", nameof(names));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject(names[0]), key, HashAlgorithmName.SHA256);
        var keyId = new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false);
        request.CertificateExtensions.Add(SubjectNames(names));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        request.CertificateExtensions.Add(keyId);
        var begin = time.GetUtcNow() - s_backdated;
        using var made = request.CreateSelfSigned(begin, begin + TimeSpan.FromDays(days));
        return (made.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    private static X500DistinguishedName Subject(string name)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddOrganizationName("Wayleave, self-signed");
        builder.AddCommonName(name.Length <= LongestCommonName ? name : "wayleave");
        return builder.Build();
    }

    private static X509Extension SubjectNames(ImmutableArray<string> names)
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in names.Distinct())
        {
            if (IPAddress.TryParse(name, out var address))
                builder.AddIpAddress(address);
            else
                builder.AddDnsName(name);
        }

        return builder.Build();
    }
}
