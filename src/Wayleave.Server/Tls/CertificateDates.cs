using System.Globalization;

namespace Wayleave.Server.Tls;

/// <summary>When a certificate holds, compared with now.</summary>
internal static class CertificateDates
{
    // Renewal programs begin a third of the life before the end, 15 days and more: a week before it none has come.
    private static readonly TimeSpan s_soon = TimeSpan.FromDays(7);

    /// <summary>How much longer it holds; negative once it has ended.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="now">The time.</param>
    public static TimeSpan Left(LoadedCertificate certificate, DateTimeOffset now) =>
        certificate.Certificate.NotAfter.ToUniversalTime() - now.UtcDateTime;

    /// <summary>Why it does not hold now; null if it does.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="now">The time.</param>
    public static TlsProblem? Problem(string file, LoadedCertificate certificate, DateTimeOffset now)
    {
        if (IsEarly(certificate, now))
            return new(file, $"the certificate holds only from {Day(certificate.Certificate.NotBefore)} on", "until then browsers refuse it; check this machine's clock");
        return Left(certificate, now) < TimeSpan.Zero
            ? new(file, $"the certificate ended on {Day(certificate.Certificate.NotAfter)}", "browsers refuse it; renew it")
            : null;
    }

    /// <summary>What is wrong with its dates, in the words of a warning; null if nothing is. The words do not change from day to day.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="now">The time.</param>
    public static string? Trouble(LoadedCertificate certificate, DateTimeOffset now)
    {
        var left = Left(certificate, now);
        if (IsEarly(certificate, now))
            return $"the certificate holds only from {Day(certificate.Certificate.NotBefore)} on: until then browsers refuse it; check this machine's clock";
        if (left < TimeSpan.Zero)
            return $"the certificate ended on {Day(certificate.Certificate.NotAfter)}: browsers refuse it; renew it";
        return left < s_soon ? $"the certificate ends on {Day(certificate.Certificate.NotAfter)}; renew it" : null;
    }

    private static bool IsEarly(LoadedCertificate certificate, DateTimeOffset now) => certificate.Certificate.NotBefore.ToUniversalTime() > now.UtcDateTime;

    /// <summary>A day in UTC: <c>2026-01-31</c>.</summary>
    /// <param name="time">A time, local as certificates give it.</param>
    public static string Day(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
