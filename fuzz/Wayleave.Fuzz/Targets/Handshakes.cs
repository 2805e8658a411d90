using System.Buffers;
using Wayleave.Protocol.ExtendedConnect;
using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Deflate;
using Wayleave.Protocol.Http;

namespace Wayleave.Fuzz.Targets;

internal static class Handshakes
{
    public static FuzzTarget Target { get; } = new(
        "handshake",
        "A request that is found sound is accepted with an answer that is found without flaw, and crosses to extended CONNECT and back still sound.",
        [
            FuzzTarget.Text("GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"),
            FuzzTarget.Text("GET /ws HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Upgrade, X\r\nX: y\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: a, b\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n"),
        ],
        Check);

    private static string? Check(byte[] input, Random random)
    {
        if (HeadReader.TryReadRequest(input, HeadLimits.Default, out var request, out _, out _) != OperationStatus.Done)
            return null;
        if (HandshakeRequest.Check(request!) != HandshakeViolation.None)
            return null;

        var extensions = DeflateNegotiation.Accept(request!.Headers, out _);
        var answer = HandshakeResponse.Accept(request, request.Headers.Tokens("Sec-WebSocket-Protocol").FirstOrDefault(), extensions);
        if (HandshakeResponse.Check(request, answer) is { IsEmpty: false } flaws)
            return string.Join(", ", flaws);

        var connect = ConnectBridge.ToConnect(request, "https");
        // A hop's own headers may be named in Connection, and are then rightly lost: only what HTTP/2 needs is looked at.
        if (request.Headers.First("Host") is { Length: > 0 } && !request.Headers.HasToken("Connection", "Sec-WebSocket-Version")
            && ConnectBridge.Check(connect) is not ConnectViolation.None and var violation)
            return violation.ToString();
        return null;
    }
}
