using Wayleave.Protocol.ExtendedConnect;
using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;

namespace Wayleave.Protocol.Tests.ExtendedConnect;

public sealed class ConnectBridgeTests
{
    private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";

    private static readonly RequestHead s_upgrade = new("GET", "/ws?a", HttpVersion.Http11,
    [
        new("Host", "a.example"), new("Connection", "Upgrade, X-Hop"), new("Upgrade", "websocket"), new("X-Hop", "1"),
        new("Origin", "https://a.example"), new("Sec-WebSocket-Version", "13"), new("Sec-WebSocket-Key", Key),
        new("Sec-WebSocket-Protocol", "chat"),
    ]);

    private static readonly ConnectRequest s_connect = new("CONNECT", "websocket", "https", "a.example", "/ws?a",
        [new("origin", "https://a.example"), new("sec-websocket-version", "13"), new("sec-websocket-protocol", "chat")]);

    [Fact]
    public void An_upgrade_becomes_an_extended_CONNECT_without_what_belongs_to_the_hop() =>
        ConnectBridge.ToConnect(s_upgrade, "https").ShouldBe(s_connect);

    [Fact]
    public void An_extended_CONNECT_becomes_a_sound_upgrade_spelled_as_apps_expect()
    {
        var upgrade = ConnectBridge.ToUpgrade(s_connect, Key);
        HandshakeRequest.Check(upgrade).ShouldBe(HandshakeViolation.None);
        string.Join(",", upgrade.Headers.Select(line => line.Name)).ShouldBe(
            "Host,Connection,Upgrade,Origin,Sec-WebSocket-Version,Sec-WebSocket-Protocol,Sec-WebSocket-Key");
    }

    [Fact]
    public void A_key_that_came_over_HTTP_2_is_not_passed_on() =>
        ConnectBridge.ToUpgrade(s_connect with { Headers = s_connect.Headers.With("sec-websocket-key", "theirs") }, Key)
            .Headers.All("Sec-WebSocket-Key").ShouldBe([Key]);

    [Fact]
    public void A_101_becomes_a_200_without_the_key_s_answer() =>
        ConnectBridge.ToConnectResponse(HandshakeResponse.Accept(s_upgrade, "chat")).ShouldBe(
            new ResponseHead(HttpVersion.Http11, 200, "", [new("sec-websocket-protocol", "chat")]));

    [Fact]
    public void A_refusal_keeps_its_status() =>
        ConnectBridge.ToConnectResponse(new ResponseHead(HttpVersion.Http11, 403, "Forbidden", [])).StatusCode.ShouldBe(403);

    [Fact]
    public void What_is_not_a_sound_handshake_is_named()
    {
        ConnectBridge.Check(s_connect).ShouldBe(ConnectViolation.None);
        ConnectBridge.Check(s_connect with { Method = "GET" }).ShouldBe(ConnectViolation.NotConnect);
        ConnectBridge.Check(s_connect with { Protocol = null }).ShouldBe(ConnectViolation.PlainConnect);
        ConnectBridge.Check(s_connect with { Protocol = "connect-udp" }).ShouldBe(ConnectViolation.OtherProtocol);
        ConnectBridge.Check(s_connect with { Path = "" }).ShouldBe(ConnectViolation.PseudoHeaderMissing);
        ConnectBridge.Check(s_connect with { Headers = s_connect.Headers.With("upgrade", "websocket") }).ShouldBe(ConnectViolation.ConnectionHeader);
        ConnectBridge.Check(s_connect with { Headers = [] }).ShouldBe(ConnectViolation.VersionMissing);
        ConnectBridge.Check(s_connect with { Headers = [new("sec-websocket-version", "8")] }).ShouldBe(ConnectViolation.VersionUnsupported);
        ConnectBridge.Check(s_connect with { Headers = [new("sec-websocket-version", "13"), new("sec-websocket-version", "8")] }).ShouldBe(ConnectViolation.VersionUnsupported);
    }
}
