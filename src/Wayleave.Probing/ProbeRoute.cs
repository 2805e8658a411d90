using System.Net;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing;

/// <summary>A way to the target: whom to connect to, and under which name to speak.</summary>
internal sealed record ProbeRoute
{
    /// <summary>The name in the facts: <see cref="Probe.PublicRoute"/> or the <c>HOST:PORT</c> of a direct route.</summary>
    public required string Name { get; init; }

    /// <summary>The public URL: its host goes into Host and SNI, its path into the request.</summary>
    public required Uri Url { get; init; }

    /// <summary>The host or literal address to connect to, without brackets.</summary>
    public required string ConnectHost { get; init; }

    /// <summary>The port to connect to.</summary>
    public required int ConnectPort { get; init; }

    /// <summary>Whether to speak TLS.</summary>
    public required bool Tls { get; init; }

    /// <summary>Whether the caller's cookies, headers and tokens may go this way.</summary>
    public bool Credentials { get; init; } = true;

    /// <summary>True for the way that a browser takes.</summary>
    public bool IsPublic => Name == Probe.PublicRoute;

    /// <summary>The URL's host as SNI and certificates name it.</summary>
    public string HostName => Url.IdnHost.Trim('[', ']');

    /// <summary>The value of <c>Host</c>: with the port where it is not the scheme's own.</summary>
    public string Authority => Url.IsDefaultPort ? Bracketed(HostName) : $"{Bracketed(HostName)}:{Url.Port}";

    /// <summary>The SNI to send: a literal address is never sent (RFC 6066 §3).</summary>
    public string? ServerName => IPAddress.TryParse(HostName, out _) ? null : HostName;

    /// <summary>The way of the URL itself.</summary>
    public static ProbeRoute Public(Uri url) => new()
    {
        Name = Probe.PublicRoute,
        Url = url,
        ConnectHost = url.IdnHost.Trim('[', ']'),
        ConnectPort = url.Port,
        Tls = url.Scheme is "wss" or "https",
    };

    /// <summary>The way straight to a hop, under the public name.</summary>
    public static ProbeRoute Straight(Uri url, DirectRoute direct) => new()
    {
        Name = direct.Name,
        Url = url,
        ConnectHost = direct.Host.Trim('[', ']'),
        ConnectPort = direct.Port,
        Tls = direct.Tls,
    };

    private static string Bracketed(string host) => host.Contains(':') ? $"[{host}]" : host;
}
