using Wayleave.Server.Configuration;
using Wayleave.Server.Tls;

namespace Wayleave.Server.Serving;

/// <summary>The certificates of a gateway: read with the first settings that listen with TLS, and kept from then on.</summary>
/// <param name="options">Clock, log, folder.</param>
internal sealed class ServedCertificates(CertificateStoreOptions options) : IDisposable
{
    private CertificateStore? _store;

    /// <summary>The certificates; there are some as soon as anything listens with TLS.</summary>
    public CertificateStore Store => _store ?? throw new InvalidOperationException("Nothing listens with TLS.");

    /// <summary>Serves what settings want from the next handshake on; or, where anything is wrong with them, changes nothing.</summary>
    /// <param name="settings">The settings.</param>
    /// <returns>All that is wrong, a sentence each; empty if nothing is.</returns>
    public IEnumerable<string> TryApply(ServeSettings settings)
    {
        if (!settings.Listen.Any(listen => listen.Tls))
            return [];
        if (_store is not null)
            return _store.TryReload(settings.Tls).Select(problem => problem.ToString());
        _store = CertificateStore.Open(settings.Tls, options, out var problems);
        return problems.Select(problem => problem.ToString());
    }

    /// <inheritdoc/>
    public void Dispose() => _store?.Dispose();
}
