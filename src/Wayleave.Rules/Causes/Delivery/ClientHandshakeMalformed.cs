namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.ClientHandshakeMalformed"/>.</summary>
internal static class ClientHandshakeMalformed
{
    public static Cause Cause { get; } = new(
        CauseNames.ClientHandshakeMalformed,
        CauseGroup.Delivery,
        "the client's own handshake is incomplete")
    {
        Looks =
            "One client gets 400 (or 426) from a hop that serves browsers well. `curl` with two headers fails " +
            "through HAProxy, for instance, and passes nginx.",
        Why =
            "The handshake lacks `Sec-WebSocket-Key`, has a key that is not 16 bytes in base64, another version " +
            "than 13, or a body.",
        Confirm = "`wayleave doctor` sends a complete handshake. If that one succeeds, the client is at fault.",
        Fixes =
        [
            Fix.Documented(
                "client",
                "Use a WebSocket library. To test by hand, send the whole handshake.",
                """
                curl -i --http1.1 https://app.example.com/ws \
                  -H "Connection: Upgrade" -H "Upgrade: websocket" \
                  -H "Sec-WebSocket-Version: 13" -H "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
                """,
                "https://www.rfc-editor.org/rfc/rfc6455#section-4.1"),
            Fix.Documented(
                "haproxy",
                "HAProxy checks the handshake and cannot be told otherwise in 2.6: complete the client's " +
                "request, or tunnel it in TCP mode.",
                """
                frontend raw
                    mode tcp
                    bind :8081
                    default_backend raw
                backend raw
                    mode tcp
                    server app1 127.0.0.1:8000
                """,
                "https://github.com/haproxy/haproxy/issues/2876"),
            Fix.Documented(
                "any",
                "Send GET over HTTP/1.1 with Host, Upgrade, Connection, a fresh 16-byte Sec-WebSocket-Key in " +
                "base64 and Sec-WebSocket-Version: 13.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-4.2.1"),
        ],
        Neighbours =
        [
            CauseNames.HandshakeHeaderDropped,
            CauseNames.UpgradeHeaderStripped,
            CauseNames.HeaderCaseSensitivity,
        ],
    };
}
