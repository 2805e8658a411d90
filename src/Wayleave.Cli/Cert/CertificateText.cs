using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Wayleave.Cli.CommandLine;
using Wayleave.Rules.Facts;
using Wayleave.Server.Tls;

namespace Wayleave.Cli.Cert;

/// <summary>Certificates in words, for people. Whatever stands in one comes from a stranger and is made harmless.</summary>
internal static class CertificateText
{
    /// <summary>The own certificate at length, and what came with it in a line each.</summary>
    /// <param name="certificates">At least one, the own one first.</param>
    /// <param name="flaws">What a browser would hold against it.</param>
    /// <param name="now">The time, in UTC.</param>
    public static string Of(ImmutableArray<X509Certificate2> certificates, ImmutableArray<CertificateFlaw> flaws, DateTime now)
    {
        X509Certificate2 own = certificates[0];
        var text = new StringBuilder();
        Line(text, "subject", own.Subject.Length > 0 ? own.Subject : "none");
        Line(text, "names", string.Join(", ", CertificateNames.Of(own)));
        Line(text, "issuer", Issuer(own));
        Line(text, "valid", $"{Day(own.NotBefore)} to {Day(own.NotAfter)}, {Left(own, now)}");
        Line(text, "key", Key(own));
        Line(text, "SHA-256", string.Join(':', own.GetCertHash(HashAlgorithmName.SHA256).Select(b => b.ToString("X2", CultureInfo.InvariantCulture))));
        foreach (X509Certificate2 other in certificates.Skip(1))
            Line(text, "chain", $"{other.Subject}, by {Issuer(other)}, {Left(other, now)}, {Key(other)}");
        if (certificates.Length == 1 && own.Subject != own.Issuer)
            Line(text, "chain", "none: the issuer's own certificate is not with it");
        if (!flaws.IsEmpty)
            Line(text, "browsers", $"refuse it: {string.Join("; ", flaws.Select(Words))}");
        return text.ToString();
    }

    private static void Line(StringBuilder text, string label, string value) => text.Append($"  {label,-9} {Printable.Line(value)}\n");

    private static string Issuer(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData) ? "itself" : certificate.Issuer;

    private static string Left(X509Certificate2 certificate, DateTime now)
    {
        if (certificate.NotBefore.ToUniversalTime() > now) return $"begins in {Days(certificate.NotBefore.ToUniversalTime() - now)}";
        TimeSpan left = certificate.NotAfter.ToUniversalTime() - now;
        return left < TimeSpan.Zero ? $"ended {Days(-left)} ago" : $"{Days(left)} left";
    }

    private static string Days(TimeSpan time) => time.Days == 1 ? "1 day" : $"{time.Days} days";

    private static string Day(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Key(X509Certificate2 certificate)
    {
        try
        {
            using RSA? rsa = certificate.GetRSAPublicKey();
            if (rsa is not null) return $"RSA, {rsa.KeySize} bits";
            using ECDsa? curve = certificate.GetECDsaPublicKey();
            return curve is not null ? $"ECDSA, {CurveName(curve)}" : certificate.PublicKey.Oid.FriendlyName ?? certificate.PublicKey.Oid.Value ?? "unknown";
        }
        catch (CryptographicException)
        {
            return "cannot be read";
        }
    }

    // What the class library calls nistP256 and ECDSA_P256, by system, people know as P-256.
    private static string CurveName(ECDsa key) => key.KeySize is 256 or 384 or 521 && key.ExportParameters(false).Curve.Oid.Value is
        "1.2.840.10045.3.1.7" or "1.3.132.0.34" or "1.3.132.0.35" ? $"P-{key.KeySize}" : $"{key.KeySize} bits";

    private static string Words(CertificateFlaw flaw) => flaw switch
    {
        CertificateFlaw.WrongName => "it is for other names",
        CertificateFlaw.Expired => "its time is over",
        CertificateFlaw.NotYetValid => "its time has not begun",
        CertificateFlaw.SelfSigned => "it vouches for itself",
        CertificateFlaw.UnknownIssuer => "its issuer is not trusted here",
        CertificateFlaw.ChainIncomplete => "the intermediate certificate is not sent with it",
        _ => "it is not sound",
    };
}
