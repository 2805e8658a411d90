using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Authentication;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Tls;

/// <summary>The certificates as one moment's handshakes see them: never changed, only replaced by another set.</summary>
internal sealed class CertificateSet
{
    private readonly SslServerAuthenticationOptions _first;
    private readonly FrozenDictionary<string, SslServerAuthenticationOptions> _byName;

    /// <summary>Prepares the handshakes.</summary>
    /// <param name="certificates">At least one; the first serves whoever names nothing that is known. Of two for one name the former is taken.</param>
    /// <param name="minVersion">The oldest version of TLS.</param>
    public CertificateSet(ImmutableArray<LoadedCertificate> certificates, TlsVersion minVersion)
    {
        Certificates = certificates;
        var byName = new Dictionary<string, SslServerAuthenticationOptions>();
        foreach (var certificate in certificates)
        {
            var options = Prepare(certificate, minVersion);
            _first ??= options;
            foreach (var name in certificate.Names)
                byName.TryAdd(CertificateNames.Spell(name), options);
        }

        _first = _first ?? throw new ArgumentException("A set holds at least one certificate.", nameof(certificates));
        _byName = byName.ToFrozenDictionary();
    }

    /// <summary>The certificates, in the settings' order.</summary>
    public ImmutableArray<LoadedCertificate> Certificates { get; }

    /// <summary>What a handshake for a name is done with: the name's own certificate, else that of the wildcard above it, else the first.</summary>
    /// <param name="serverName">The name that the client sent (SNI); null or empty: none.</param>
    public SslServerAuthenticationOptions For(string? serverName)
    {
        if (string.IsNullOrEmpty(serverName))
            return _first;
        var name = CertificateNames.Spell(serverName);
        if (_byName.TryGetValue(name, out var options))
            return options;
        // RFC 9525 §6.3: a wildcard stands for the leftmost label, and for one only.
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && _byName.TryGetValue("*" + name[dot..], out options) ? options : _first;
    }

    // One object for all handshakes: the context beneath it keeps the sessions that clients come back to.
    private static SslServerAuthenticationOptions Prepare(LoadedCertificate certificate, TlsVersion minVersion) => new()
    {
        ServerCertificateContext = certificate.CreateContext(),
        ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
        EnabledSslProtocols = minVersion == TlsVersion.Tls13 ? SslProtocols.Tls13 : SslProtocols.Tls12 | SslProtocols.Tls13,
        ClientCertificateRequired = false,
        AllowRenegotiation = false,
    };
}
