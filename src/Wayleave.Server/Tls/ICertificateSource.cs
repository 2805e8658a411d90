using System.Collections.Immutable;

namespace Wayleave.Server.Tls;

/// <summary>Where one certificate comes from, and comes from again when it is renewed.</summary>
internal interface ICertificateSource
{
    /// <summary>The files that it is read from: a change of one is a reason to look again. Empty: it comes from no file.</summary>
    ImmutableArray<string> Files { get; }

    /// <summary>Looks whether there is a newer certificate.</summary>
    /// <param name="now">The time.</param>
    /// <param name="say">Told what belongs into the log.</param>
    /// <returns>The certificate to serve: the same object as before where nothing has changed, or what came is no good.</returns>
    LoadedCertificate Refresh(DateTimeOffset now, Action<TlsNotice> say);
}
