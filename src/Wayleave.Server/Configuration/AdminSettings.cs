using System.Collections.Immutable;
using System.Net;

namespace Wayleave.Server.Configuration;

/// <summary>The admin address.</summary>
/// <param name="EndPoint">Where it listens; port 0 takes a free one. A change takes effect at the next start.</param>
public sealed record AdminSettings(IPEndPoint EndPoint)
{
    /// <summary>127.0.0.1, port 9180.</summary>
    public static AdminSettings Default { get; } = new(new IPEndPoint(IPAddress.Loopback, 9180));

    /// <summary>
    /// The names that a request may ask for, besides <c>localhost</c> and the address itself; empty (default): none. Whoever makes such a name
    /// lead here can have a browser's page ask here too, so they are names of one's own.
    /// </summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>
    /// What a request must show (<c>Authorization: Bearer</c>), unless it asks for health alone; at least 16 characters. Null (default): nothing, and
    /// who does not come from this machine may neither publish nor mint tickets.
    /// </summary>
    public string? Key { get; init; }
}
