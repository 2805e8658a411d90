using System.Collections.Immutable;
using Wayleave.Protocol.Http;

namespace Wayleave.Protocol.Handshake;

/// <summary>What a handshake's request is to say.</summary>
public sealed record HandshakeOptions
{
    /// <summary>The value of <c>Host</c>: a name, with <c>:port</c> where it is not the scheme's own.</summary>
    public required string Host { get; init; }

    /// <summary>The path and query; default <c>/</c>.</summary>
    public string Target { get; init; } = "/";

    /// <summary>The value of <c>Sec-WebSocket-Key</c>: 16 unpredictable bytes in Base64.</summary>
    public required string Key { get; init; }

    /// <summary>The page's origin, such as <c>https://app.example</c>; null sends none, as programs do and browsers never.</summary>
    public string? Origin { get; init; }

    /// <summary>The subprotocols offered, the best first; none by default.</summary>
    public ImmutableArray<string> Subprotocols { get; init; } = [];

    /// <summary>Whether to offer permessage-deflate as browsers do; default true.</summary>
    public bool OfferDeflate { get; init; } = true;

    /// <summary>The value of <c>User-Agent</c>; null sends none. Default: a Chrome's.</summary>
    public string? UserAgent { get; init; } =
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    /// <summary>The value of <c>Cookie</c>; null sends none.</summary>
    public string? Cookie { get; init; }

    /// <summary>
    /// More lines: one whose name is there already takes that line's place, others go to the end. None by default.
    /// </summary>
    public HeaderLines ExtraHeaders { get; init; } = HeaderLines.Empty;
}
