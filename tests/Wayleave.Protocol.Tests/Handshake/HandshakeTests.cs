using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;

namespace Wayleave.Protocol.Tests.Handshake;

public sealed class HandshakeTests
{
    private static readonly RequestHead s_request = HandshakeRequest.Build(new HandshakeOptions
    {
        Host = "app.example", Target = "/ws", Origin = "https://app.example", Key = "dGhlIHNhbXBsZSBub25jZQ==", Cookie = "a=b",
        Subprotocols = ["chat", "v2"],
    });

    [Fact]
    public void The_RFC_s_key_has_the_RFC_s_answer() =>
        AcceptKey.For("dGhlIHNhbXBsZSBub25jZQ==").ShouldBe("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");

    [Fact]
    public void The_lines_come_in_the_order_of_a_browser() =>
        string.Join(",", s_request.Headers.Select(line => line.Name)).ShouldBe(
            "Host,Connection,Pragma,Cache-Control,User-Agent,Upgrade,Origin,Sec-WebSocket-Version,Accept-Encoding,"
            + "Accept-Language,Cookie,Sec-WebSocket-Key,Sec-WebSocket-Extensions,Sec-WebSocket-Protocol");

    [Fact]
    public void What_is_built_is_sound() => HandshakeRequest.Check(s_request).ShouldBe(HandshakeViolation.None);

    [Theory]
    [InlineData("Host", null, HandshakeViolation.HostMissing, 400)]
    [InlineData("Upgrade", null, HandshakeViolation.UpgradeMissing, 426)]
    [InlineData("Upgrade", "h2c", HandshakeViolation.UpgradeMissing, 426)]
    [InlineData("Connection", "close", HandshakeViolation.ConnectionMissing, 426)]
    [InlineData("Connection", "keep-alive, upgrade", HandshakeViolation.None, 400)]
    [InlineData("Sec-WebSocket-Key", null, HandshakeViolation.KeyMissing, 400)]
    [InlineData("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25j", HandshakeViolation.KeyInvalid, 400)]
    [InlineData("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ", HandshakeViolation.KeyInvalid, 400)]
    [InlineData("Sec-WebSocket-Version", null, HandshakeViolation.VersionMissing, 426)]
    [InlineData("Sec-WebSocket-Version", "8", HandshakeViolation.VersionUnsupported, 426)]
    [InlineData("Content-Length", "4", HandshakeViolation.BodyPresent, 400)]
    [InlineData("Content-Length", "0", HandshakeViolation.None, 400)]
    [InlineData("Transfer-Encoding", "chunked", HandshakeViolation.BodyPresent, 400)]
    public void A_line_missing_or_wrong_is_named(string name, string? value, HandshakeViolation expected, int status)
    {
        var headers = value is null ? s_request.Headers.Without(name) : s_request.Headers.Set(name, value);
        var violation = HandshakeRequest.Check(s_request with { Headers = headers });
        violation.ShouldBe(expected);
        violation.StatusCode().ShouldBe(status);
    }

    [Fact]
    public void Two_hosts_two_versions_another_method_and_HTTP_1_0_are_refused()
    {
        HandshakeRequest.Check(s_request with { Headers = s_request.Headers.With("host", "b") }).ShouldBe(HandshakeViolation.HostRepeated);
        HandshakeRequest.Check(s_request with { Headers = s_request.Headers.With("sec-websocket-version", "8") }).ShouldBe(HandshakeViolation.VersionUnsupported);
        HandshakeRequest.Check(s_request with { Method = "POST" }).ShouldBe(HandshakeViolation.NotGet);
        HandshakeRequest.Check(s_request with { Version = HttpVersion.Http10 }).ShouldBe(HandshakeViolation.Http10);
    }

    [Fact]
    public void What_is_accepted_has_no_flaw() =>
        HandshakeResponse.Check(s_request, HandshakeResponse.Accept(s_request, "v2", "permessage-deflate")).ShouldBeEmpty();

    [Theory]
    [InlineData("Upgrade", null, ResponseFlaw.UpgradeWrong)]
    [InlineData("Connection", "close", ResponseFlaw.ConnectionWrong)]
    [InlineData("Sec-WebSocket-Accept", null, ResponseFlaw.AcceptMissing)]
    [InlineData("Sec-WebSocket-Accept", "x", ResponseFlaw.AcceptWrong)]
    [InlineData("Sec-WebSocket-Protocol", null, ResponseFlaw.SubprotocolMissing)]
    [InlineData("Sec-WebSocket-Protocol", "CHAT", ResponseFlaw.SubprotocolNotOffered)]
    [InlineData("Sec-WebSocket-Protocol", "chat, v2", ResponseFlaw.SubprotocolNotOffered)]
    [InlineData("Sec-WebSocket-Extensions", "x-own", ResponseFlaw.ExtensionNotOffered)]
    public void A_flaw_of_the_answer_is_named(string name, string? value, ResponseFlaw expected)
    {
        var sound = HandshakeResponse.Accept(s_request, "chat");
        var headers = value is null ? sound.Headers.Without(name) : sound.Headers.Set(name, value);
        HandshakeResponse.Check(s_request, sound with { Headers = headers }).ShouldBe([expected]);
    }

    [Fact]
    public void A_second_answer_to_the_key_must_be_right_too()
    {
        var sound = HandshakeResponse.Accept(s_request, "chat");
        HandshakeResponse.Check(s_request, sound with { Headers = sound.Headers.With("Sec-WebSocket-Accept", "x") }).ShouldBe([ResponseFlaw.AcceptWrong]);
    }

    [Fact]
    public void All_flaws_are_told_at_once()
    {
        var response = new ResponseHead(HttpVersion.Http11, 101, "", []);
        HandshakeResponse.Check(s_request, response).ShouldBe(
            [ResponseFlaw.UpgradeWrong, ResponseFlaw.ConnectionWrong, ResponseFlaw.AcceptMissing, ResponseFlaw.SubprotocolMissing]);
    }

    [Fact]
    public void A_101_whose_status_was_changed_on_the_way_is_recognised() =>
        HandshakeResponse.Check(s_request, HandshakeResponse.Accept(s_request, "chat") with { StatusCode = 200 })
            .ShouldBe([ResponseFlaw.StatusNot101, ResponseFlaw.StatusDisguised]);
}
