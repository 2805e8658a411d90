namespace Wayleave.Server.Tests.Serving.Matrix;

/// <summary>What an app speaks.</summary>
public enum AppKind
{
    /// <summary>HTTP/1.1.</summary>
    Http1,

    /// <summary>HTTP/1.1 over TLS.</summary>
    Http1Tls,

    /// <summary>HTTP/2 over TLS, or HTTP/1.1 for whoever asks for that (ALPN).</summary>
    Http2Tls,

    /// <summary>HTTP/2 without TLS, with prior knowledge.</summary>
    H2c,
}
