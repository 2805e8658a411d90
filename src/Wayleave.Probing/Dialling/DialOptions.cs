using System.Collections.Immutable;
using System.Net;

namespace Wayleave.Probing.Dialling;

/// <summary>How a connection is opened.</summary>
internal sealed record DialOptions
{
    /// <summary>HTTP/1.1 as browsers offer it for a socket, with SNI.</summary>
    public static DialOptions Http11 { get; } = new();

    /// <summary>Both versions, as browsers offer them for a page.</summary>
    public static DialOptions AnyHttp { get; } = new() { Alpn = ["h2", "http/1.1"] };

    /// <summary>The ALPN protocols to offer. Browsers offer HTTP/1.1 alone for a new WebSocket connection.</summary>
    public ImmutableArray<string> Alpn { get; init; } = ["http/1.1"];

    /// <summary>Whether to send SNI; default true.</summary>
    public bool SendServerName { get; init; } = true;

    /// <summary>The one address to connect to; null (default): whichever answers first.</summary>
    public IPAddress? Address { get; init; }
}
