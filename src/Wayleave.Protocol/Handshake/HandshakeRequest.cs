using Wayleave.Protocol.Http;

namespace Wayleave.Protocol.Handshake;

/// <summary>The client's half of the opening handshake.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc6455#section-4.1">RFC 6455 §4.1</seealso>
public static class HandshakeRequest
{
    /// <summary>What Chrome offers; Firefox and Safari say the same.</summary>
    public const string DeflateOffer = "permessage-deflate; client_max_window_bits";

    /// <summary>
    /// A handshake complete, spelled and ordered as Chrome sends it: some hops and apps mind what a bare program leaves out.
    /// </summary>
    /// <param name="options">What it is to say.</param>
    public static RequestHead Build(HandshakeOptions options)
    {
        List<HeaderLine> lines =
        [
            new("Host", options.Host),
            new("Connection", "Upgrade"),
            new("Pragma", "no-cache"),
            new("Cache-Control", "no-cache"),
        ];
        AddIf(options.UserAgent is not null, "User-Agent", options.UserAgent);
        lines.Add(new("Upgrade", "websocket"));
        AddIf(options.Origin is not null, "Origin", options.Origin);
        lines.Add(new("Sec-WebSocket-Version", "13"));
        lines.Add(new("Accept-Encoding", "gzip, deflate, br, zstd"));
        lines.Add(new("Accept-Language", "en-US,en;q=0.9"));
        AddIf(options.Cookie is not null, "Cookie", options.Cookie);
        lines.Add(new("Sec-WebSocket-Key", options.Key));
        AddIf(options.OfferDeflate, "Sec-WebSocket-Extensions", DeflateOffer);
        AddIf(!options.Subprotocols.IsDefaultOrEmpty, "Sec-WebSocket-Protocol", string.Join(", ", options.Subprotocols));

        HeaderLines headers = [.. lines];
        foreach (var (name, value) in options.ExtraHeaders)
            headers = headers.Set(name, value);
        return new RequestHead("GET", options.Target, HttpVersion.Http11, headers);

        void AddIf(bool wanted, string name, string? value)
        {
            if (wanted)
                lines.Add(new(name, value ?? ""));
        }
    }

    /// <summary>True if the request wants a WebSocket, sound or not: it is what tells a flawed handshake from a page's request.</summary>
    /// <param name="head">The request.</param>
    public static bool AsksForWebSocket(RequestHead head) => head.Headers.HasToken("Upgrade", "websocket");

    /// <summary>The first thing that keeps a server from accepting this request.</summary>
    /// <param name="head">The request as received.</param>
    /// <seealso href="https://www.rfc-editor.org/rfc/rfc6455#section-4.2.1">RFC 6455 §4.2.1</seealso>
    public static HandshakeViolation Check(RequestHead head)
    {
        var headers = head.Headers;
        if (head.Method != "GET")
            return HandshakeViolation.NotGet;
        if (head.Version == HttpVersion.Http10)
            return HandshakeViolation.Http10;
        if (!headers.HasToken("Upgrade", "websocket"))
            return HandshakeViolation.UpgradeMissing;
        if (!headers.HasToken("Connection", "Upgrade"))
            return HandshakeViolation.ConnectionMissing;
        if (headers.All("Host").Count() is not 1 and var hosts)
            return hosts == 0 ? HandshakeViolation.HostMissing : HandshakeViolation.HostRepeated;
        // RFC 9110 §7.8: the protocol changes after the whole request; a body would be read as frames.
        if (!BodyFraming.TryOfRequest(head, out var framing, out _) || framing.Kind != BodyKind.None)
            return HandshakeViolation.BodyPresent;
        // RFC 6455 §11.3.5: a request has one; two readers of two lines may take one each.
        if (headers.All("Sec-WebSocket-Version").ToArray() is not ["13"] and var versions)
            return versions.Length == 0 ? HandshakeViolation.VersionMissing : HandshakeViolation.VersionUnsupported;
        if (headers.First("Sec-WebSocket-Key") is not { } key)
            return HandshakeViolation.KeyMissing;
        return AcceptKey.IsKey(key) && headers.All("Sec-WebSocket-Key").Count() == 1
            ? HandshakeViolation.None
            : HandshakeViolation.KeyInvalid;
    }
}
