using System.Collections.Immutable;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Tls;

/// <summary>A certificate from the files that the settings name. Whatever happens to them, the last good one goes on being served.</summary>
internal sealed class CertificateFileSource : ICertificateSource
{
    private readonly CertificateSettings _settings;
    private LoadedCertificate _served;
    private string _digest;
    private string? _saidProblem;
    private string? _saidDates;

    private CertificateFileSource(CertificateSettings settings, LoadedCertificate served, string digest) =>
        (_settings, _served, _digest) = (settings, served, digest);

    /// <inheritdoc/>
    public ImmutableArray<string> Files => _settings.KeyFile is null ? [_settings.File] : [_settings.File, _settings.KeyFile];

    /// <summary>Reads the files for the first time.</summary>
    /// <param name="settings">Which.</param>
    /// <param name="problem">Why they cannot be served.</param>
    /// <returns>The source; null if there is a problem.</returns>
    public static CertificateFileSource? Open(CertificateSettings settings, out TlsProblem? problem) =>
        CertificateContents.Read(settings, out problem) is { } contents && CertificateReader.Read(settings, contents, out problem) is { } loaded
            ? new CertificateFileSource(settings, loaded, contents.Digest) : null;

    /// <inheritdoc/>
    public LoadedCertificate Refresh(DateTimeOffset now, Action<TlsNotice> say)
    {
        if (CertificateContents.Read(_settings, out var problem) is { } contents && contents.Digest != _digest)
        {
            // Also bytes that are no good are tried once only.
            _digest = contents.Digest;
            if (CertificateReader.Read(_settings, contents, out problem) is { } loaded)
            {
                _served = loaded;
                say(TlsNotice.Information(
                    $"{_settings.File}: read again; it is for {string.Join(", ", loaded.Names)} until {CertificateDates.Day(loaded.Certificate.NotAfter)}"));
                _saidProblem = _saidDates = null;
            }
        }

        if (problem is not null && problem.ToString() is var text && text != _saidProblem)
            say(TlsNotice.Warning($"{_saidProblem = text}; the certificate read before stays in use"));
        var dates = CertificateDates.Trouble(_served, now);
        if (dates is not null && dates != _saidDates)
            say(TlsNotice.Warning($"{_settings.File}: {dates}"));
        _saidDates = dates;
        return _served;
    }
}
