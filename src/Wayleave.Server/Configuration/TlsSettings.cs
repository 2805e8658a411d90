using System.Collections.Immutable;

namespace Wayleave.Server.Configuration;

/// <summary>What https listeners speak with.</summary>
public sealed record TlsSettings
{
    /// <summary>The certificates, chosen by name (SNI); the first one serves a client that names none. None: a self-signed one is made and kept.</summary>
    public ImmutableArray<CertificateSettings> Certificates { get; init; } = [];

    /// <summary>Where the self-signed certificate is kept; null: systemd's <c>$STATE_DIRECTORY</c>, else <c>$XDG_STATE_HOME/wayleave</c>, else <c>~/.local/state/wayleave</c>.</summary>
    public string? StateFolder { get; init; }

    /// <summary>The oldest version of TLS that is spoken. Default 1.2; 1.3 is always spoken.</summary>
    public TlsVersion MinVersion { get; init; } = TlsVersion.Tls12;

    /// <summary>
    /// Whether ordinary requests over plain http are redirected to https. Default false. An upgrade is never redirected, nor is a
    /// request that a trusted proxy says came over https: those are the two loops.
    /// </summary>
    public bool Redirect { get; init; }
}
