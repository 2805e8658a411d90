using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Model;

/// <summary>A browser's handshake, as it reaches a hop: what a configuration is asked about.</summary>
/// <remarks>GET over HTTP/1.1, version 13. Firefox says <c>keep-alive, Upgrade</c>, the others <c>Upgrade</c>.</remarks>
public sealed record Handshake
{
    /// <summary>The path that is asked for, without a query.</summary>
    public required string Path { get; init; }

    /// <summary>The public host, with the port if it is not the scheme's own; null where nobody said. Then each site that could be meant is.</summary>
    public string? Host { get; init; }

    /// <summary>The port at which it comes in, where a hop in front says so; null: that of a browser.</summary>
    public int? Port { get; init; }

    /// <summary>Whether it comes over TLS: the browser's page, and so its socket, is on TLS. Default true. Behind another hop: whether that one speaks TLS.</summary>
    public bool Secure { get; init; } = true;

    /// <summary>What the browser says in Connection. Default <c>Upgrade</c>.</summary>
    public string Connection { get; init; } = "Upgrade";

    /// <summary>What hops further out have made of headers, by name in lower case; empty at the outermost one.</summary>
    public ImmutableDictionary<string, HeaderFate> Changed { get; init; } = ImmutableDictionary<string, HeaderFate>.Empty;

    /// <summary>A header as it arrives here.</summary>
    /// <param name="name">In lower case.</param>
    public HeaderFate Header(string name) => Changed.GetValueOrDefault(name) ?? name switch
    {
        "upgrade" => HeaderFate.Is("websocket"),
        "connection" => HeaderFate.Is(Connection),
        "sec-websocket-version" => HeaderFate.Is("13"),
        "sec-websocket-key" => HeaderFate.Is("dGhlIHNhbXBsZSBub25jZQ=="),
        "sec-websocket-extensions" => HeaderFate.Is("permessage-deflate; client_max_window_bits"),
        "host" => Host is { } host ? HeaderFate.Is(host) : HeaderFate.Unknown(),
        "origin" => Host is { } host ? HeaderFate.Is((Secure ? "https://" : "http://") + host) : HeaderFate.Unknown(),
        // What only some requests have.
        "cookie" or "authorization" or "sec-websocket-protocol" or "user-agent" => HeaderFate.Unknown(),
        // What stands in front may add these, and a browser does not.
        "forwarded" or "via" or "true-client-ip" => HeaderFate.Unknown(),
        _ when name.StartsWith("x-", StringComparison.Ordinal) || name.StartsWith("cf-", StringComparison.Ordinal) || name.StartsWith("cloudfront-", StringComparison.Ordinal) || name.StartsWith("fastly-", StringComparison.Ordinal) || name.StartsWith("front-end-", StringComparison.Ordinal) => HeaderFate.Unknown(),
        _ => HeaderFate.Gone(),
    };
}
