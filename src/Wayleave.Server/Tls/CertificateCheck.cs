using Wayleave.Server.Configuration;

namespace Wayleave.Server.Tls;

/// <summary>Whether a certificate could be served, found out without serving or making anything.</summary>
public static class CertificateCheck
{
    /// <summary>Reads a certificate with its key and lets go of it again.</summary>
    /// <param name="settings">Its files and password.</param>
    /// <param name="now">The time.</param>
    /// <returns>
    /// Why it cannot be served, or why every browser would refuse it now; null if neither. One that ends soon is good: a running server
    /// warns of that.
    /// </returns>
    public static TlsProblem? Of(CertificateSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(settings);
        using var loaded = CertificateReader.Read(settings, out var problem);
        return loaded is null ? problem : CertificateDates.Problem(settings.File, loaded, now);
    }
}
