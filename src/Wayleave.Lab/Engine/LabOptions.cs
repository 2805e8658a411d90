using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Wayleave.Lab.Engine;

/// <summary>How a chain is run.</summary>
public sealed record LabOptions
{
    /// <summary>Where the outermost hop listens. Default: 127.0.0.1, a free port.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>Whether the outermost hop listens with TLS, by a certificate for localhost made for this run. Default: no.</summary>
    public bool Tls { get; init; }

    /// <summary>The outermost hop's own certificate with its key; null (default): one made for this run.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>By how much the hops' own times are shortened, above 0. Default 1: the real ones. Times written in a chain stay.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>The seed of all chance in the chain. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told of every request; called from many threads. Null (default): nobody.</summary>
    public Action<LabEvent>? Log { get; init; }
}
