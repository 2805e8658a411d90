using System.Globalization;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Traefik;

/// <summary>An entry point of Traefik's: where it listens.</summary>
/// <param name="At">Where its name stands.</param>
/// <param name="Name">Its name.</param>
/// <param name="Node">What it has.</param>
public sealed record TraefikEntryPoint(Span At, string Name, DataNode Node)
{
    /// <summary>The port; null if it is not known.</summary>
    public int? Port => Node.Any("address")?.Text?.Split('/')[0] is { } address && int.TryParse(address[(address.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture, out int port) ? port : null;

    /// <summary>Whether its routers take TLS unless they say otherwise.</summary>
    public bool Tls => Node.Any("http", "tls") is { } tls && tls is not DataScalar { Truth: false };

    /// <summary>Where it redirects all requests to; null if it does not.</summary>
    public DataNode? Redirect => Node.Any("http", "redirections", "entryPoint");

    /// <summary>Whether it believes forwarded headers of some sender.</summary>
    public bool Trusts => Node.Any("forwardedHeaders", "insecure") is DataScalar { Truth: true } || Node.Any("forwardedHeaders", "trustedIPs").Texts().Any();

    /// <summary>Whether connections may begin with a PROXY header.</summary>
    public bool ProxyProtocol => Node.Any("proxyProtocol") is not null and not DataScalar { Truth: false };
}
