using System.Net;

namespace Wayleave.Server.Events.Sockets;

/// <summary>An open socket that gives channels: what is known of it, and the socket itself.</summary>
internal sealed record LiveEvents
{
    /// <summary>Its number, unique in this process.</summary>
    public required long Id { get; init; }

    /// <summary>The route's name.</summary>
    public required string Route { get; init; }

    /// <summary>The client's address, as trusted proxies tell it.</summary>
    public required IPAddress Client { get; init; }

    /// <summary>The path asked for, without its query: that may hold secrets.</summary>
    public required string Path { get; init; }

    /// <summary>How it came: <c>HTTP/1.1</c> or <c>HTTP/2</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>Whether the client came over TLS.</summary>
    public required bool Tls { get; init; }

    /// <summary>What it gets.</summary>
    public required EventPlan Plan { get; init; }

    /// <summary>When it opened, as a timestamp of the clock.</summary>
    public required long Opened { get; init; }

    /// <summary>The socket.</summary>
    public required EventSocket Socket { get; init; }
}
