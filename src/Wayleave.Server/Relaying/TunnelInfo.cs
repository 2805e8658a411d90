using System.Net;
using Wayleave.Server.Carry;
using Wayleave.Server.Destinations;

namespace Wayleave.Server.Relaying;

/// <summary>What is known of an open socket besides what passes through it.</summary>
internal sealed record TunnelInfo
{
    /// <summary>Its number, unique in this process.</summary>
    public required long Id { get; init; }

    /// <summary>The route's name.</summary>
    public required string Route { get; init; }

    /// <summary>The destination.</summary>
    public required Destination Destination { get; init; }

    /// <summary>The client's address, as trusted proxies tell it.</summary>
    public required IPAddress Client { get; init; }

    /// <summary>The address and port that connected: the client's own, or a proxy's.</summary>
    public required IPEndPoint Peer { get; init; }

    /// <summary>The path asked for, without its query: that may hold secrets.</summary>
    public required string Path { get; init; }

    /// <summary>How it came: <c>HTTP/1.1</c> or <c>HTTP/2</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>The subprotocol agreed on; null for none.</summary>
    public string? Subprotocol { get; init; }

    /// <summary>Whether the client came over TLS.</summary>
    public required bool Tls { get; init; }

    /// <summary>The session where it is carried; null: its connection is the client's own.</summary>
    public CarrySession? Session { get; init; }

    /// <summary>When it opened.</summary>
    public required DateTimeOffset Opened { get; init; }
}
