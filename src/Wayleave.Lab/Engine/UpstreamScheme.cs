namespace Wayleave.Lab.Engine;

/// <summary>How a hop speaks to the next one.</summary>
public enum UpstreamScheme
{
    /// <summary>As the next hop listens: plain within a chain, by the URL's scheme towards the app.</summary>
    AsGiven,

    /// <summary>Plain, whatever the URL says.</summary>
    Plain,

    /// <summary>TLS, any certificate will do.</summary>
    TlsUnverified,

    /// <summary>TLS, and the certificate must hold.</summary>
    TlsVerified,
}
