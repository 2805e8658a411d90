using System.Net;
using System.Net.Security;

namespace Wayleave.Server.Echo;

/// <summary>How an echo server listens and what it allows.</summary>
public sealed record EchoOptions
{
    /// <summary>Where to listen. Default 127.0.0.1, port 9000; port 0 asks the system for a free one.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 9000);

    /// <summary>The longest message in bytes, after inflating it: security limit. Default 16 MiB; a longer one ends in close code 1009.</summary>
    public int MaxMessageBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The certificate for TLS, with its private key and its chain; null (the default) speaks plain text.</summary>
    public SslStreamCertificateContext? Certificate { get; init; }

    /// <summary>The most connections at a time: security limit. Default 1000; more wait in the system's queue until one ends.</summary>
    public int MaxConnections { get; init; } = 1000;

    /// <summary>How long a connection may take until its request is there, TLS included: security limit. Default 10 s.</summary>
    public TimeSpan RequestDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the far end may take to hang up after the last byte was sent to it. Default 2 s.</summary>
    public TimeSpan CloseDeadline { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
