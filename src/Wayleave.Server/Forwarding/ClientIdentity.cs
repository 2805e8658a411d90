using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Wayleave.Protocol.Http;
using Wayleave.Server.Routing;

namespace Wayleave.Server.Forwarding;

/// <summary>Who asks, and how the client reached us: what the app is told, what limits count by, what routes go by.</summary>
/// <param name="Address">The client's address.</param>
/// <param name="Scheme"><c>http</c> or <c>https</c>: what the client speaks, whatever the hops between speak.</param>
/// <param name="Host">The host that the client asked for, as written, with its port; null where it named none.</param>
/// <param name="Port">The port that the client asked for.</param>
/// <param name="HasOwnProxy">Whether a trusted proxy that is no edge is on the way: it answers for headers that edges hand through.</param>
/// <param name="Edge">The edge that spoke of the client; null if none did.</param>
internal sealed record ClientIdentity(IPAddress Address, string Scheme, string? Host, int Port, bool HasOwnProxy, string? Edge)
{
    /// <summary>Finds out who asks.</summary>
    /// <param name="peer">The TCP peer's address.</param>
    /// <param name="tls">Whether the peer speaks TLS with us.</param>
    /// <param name="localPort">The port that it reached us at.</param>
    /// <param name="request">The request.</param>
    /// <param name="trust">Who may speak for others.</param>
    public static ClientIdentity Of(IPAddress peer, bool tls, int localPort, GuardedRequest request, PeerTrust trust)
    {
        var headers = request.Headers;
        var host = headers.First("Host") ?? request.Host?.ToString();
        var direct = new ClientIdentity(PeerTrust.Plain(peer), tls ? "https" : "http", host, 0, false, null);
        if (!trust.IsTrusted(peer))
            return direct with { Port = PortOf(host, null, direct.Scheme, localPort) };

        // Most proxies write X-Forwarded-For and hand a client's Forwarded through, so that one counts where it is alone.
        var forwarded = headers.Contains("X-Forwarded-For") || trust.EdgeOf(peer) is not null ? [] : ForwardedElement.ReadAll(headers);
        var walk = TrustedWalk.From(
            direct.Address, forwarded.IsEmpty ? [.. headers.Tokens("X-Forwarded-For")] : [.. forwarded.Select(element => element.For)], trust);
        var identity = direct with { HasOwnProxy = walk.HasOwnProxy, Edge = walk.Edge };
        return forwarded.IsEmpty ? identity.ByXForwarded(walk, headers, localPort) : identity.ByForwarded(walk, forwarded, localPort);
    }

    private ClientIdentity ByXForwarded(TrustedWalk walk, HeaderLines headers, int localPort)
    {
        var told = walk.Value(headers, "X-Forwarded-Proto", EdgeHeaders.WritesProto);
        var scheme = SchemeOf(EdgeHeaders.Scheme(Edge, headers)) ?? SchemeOf(told) ?? Scheme;
        var host = HostOf(walk.Value(headers, "X-Forwarded-Host", EdgeHeaders.WritesHost));
        var port = walk.Value(headers, "X-Forwarded-Port", EdgeHeaders.WritesPort);
        return this with
        {
            Address = EdgeHeaders.Client(Edge, headers, walk.Depth > 0) ?? walk.Client,
            Scheme = scheme,
            Host = host ?? Host,
            Port = PortOf(host ?? Host, port, scheme, localPort),
        };
    }

    private ClientIdentity ByForwarded(TrustedWalk walk, ImmutableArray<ForwardedElement> elements, int localPort)
    {
        var element = elements[^Math.Max(walk.Depth, 1)];
        var scheme = SchemeOf(element.Proto) ?? Scheme;
        var host = HostOf(element.Host) ?? Host;
        return this with { Address = walk.Client, Scheme = scheme, Host = host, Port = PortOf(host, null, scheme, localPort) };
    }

    /// <summary>A socket's own schemes count as those of the page (Traefik sends wss): frameworks compare with https.</summary>
    private static string? SchemeOf(string? text) => text?.ToLowerInvariant() switch
    {
        "https" or "wss" => "https",
        "http" or "ws" => "http",
        _ => null,
    };

    private static string? HostOf(string? text) => text is not null && Authority.TryParse(text, out _) ? text : null;

    /// <summary>The port in the host; else the one that a proxy tells; else the scheme's own, since a client leaves out that one.</summary>
    private static int PortOf(string? host, string? told, string scheme, int localPort)
    {
        var hasHost = Authority.TryParse(host ?? "", out var authority);
        if (authority.Port is { } port)
            return port;
        if (int.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 65535)
            return number;
        return !hasHost ? localPort : scheme == "https" ? 443 : 80;
    }
}
