using Wayleave.Probing.Planning;
using Wayleave.Probing.Tests.Peers;
using Wayleave.Protocol.Handshake;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Tests.Handshakes;

public sealed class StickinessTests
{
    private const string Engine = "/socket.io/?EIO=4&transport=websocket";

    [Fact]
    public async Task The_second_repeat_brings_the_cookies_that_were_set()
    {
        await using var peer = Setting("SERVERID=b1; Path=/");

        var run = await Doctor.ExamineAsync(Doctor.Options(peer.Url()) with { Cookie = "user=me" });

        Cookie(run.Handshake(Variation.WithCookies)).ShouldBe("user=me; SERVERID=b1");
        run.Handshake(Variation.WithCookies).Name.ShouldBe("upgrade-with-cookies");
        Cookie(run.Handshake(Variation.Repeat)).ShouldBe("user=me");
        run.Probes.OfType<HandshakeProbe>().Count(probe => probe.Variation == Variation.Repeat).ShouldBe(1);
    }

    [Theory]
    [InlineData("a=1; Path=/elsewhere")]
    [InlineData("a=1; Domain=other.example")]
    [InlineData("a=; Max-Age=0")]
    [InlineData("a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT")]
    [InlineData("no cookie")]
    public async Task A_cookie_that_is_not_for_the_socket_is_not_sent(string line)
    {
        await using var peer = Setting(line);

        var run = await Doctor.ExamineAsync(peer.Url());

        run.Probes.OfType<HandshakeProbe>().ShouldAllBe(probe => Cookie(probe) == null);
        run.Probes.OfType<HandshakeProbe>().Count(probe => probe.Variation == Variation.Repeat).ShouldBe(2);
    }

    [Fact]
    public async Task A_polled_session_goes_on_over_a_socket_with_the_cookies_of_its_own_poll()
    {
        var polls = 0;
        await using var peer = FakePeer.Answering((connection, request) => HandshakeRequest.AsksForWebSocket(request)
            ? Healthy.App(connection, request)
            : request.Target.Contains("transport=polling")
                ? connection.AnswerAsync(200, """0{"sid":"s-1","upgrades":["websocket"],"pingInterval":25000}""", ("Set-Cookie", "AWSALB=poll"))
                : connection.AnswerAsync(404, "", ("Set-Cookie", $"AWSALB=other{Interlocked.Increment(ref polls)}")));

        var run = await Doctor.ExamineAsync(peer.Url(Engine));

        var polled = run.Probes.OfType<HandshakeProbe>().Where(probe => probe.Variation == Variation.PolledSession).ShouldHaveSingleItem();
        polled.Exchange.Path.ShouldBe(Engine + "&sid=s-1");
        Cookie(polled).ShouldBe("AWSALB=poll");
        polled.Opened.ShouldBeTrue();
        peer.Handshakes.Count().ShouldBeLessThanOrEqualTo(VariationPlan.Budget);
    }

    [Theory]
    [InlineData(400, "")]
    [InlineData(200, "a page")]
    [InlineData(200, """0{"sid":"s-1","upgrades":[]}""")]
    [InlineData(200, """0{"sid":"s 1","upgrades":["websocket"]}""")]
    [InlineData(200, """0{"sid":7,"upgrades":["websocket"]}""")]
    [InlineData(200, """0{"sid":}""")]
    public async Task Where_a_poll_begins_no_session_that_may_go_on_none_does(int status, string body)
    {
        await using var peer = FakePeer.Answering((connection, request) =>
            HandshakeRequest.AsksForWebSocket(request) ? Healthy.App(connection, request) : connection.AnswerAsync(status, body));

        var run = await Doctor.ExamineAsync(peer.Url(Engine));

        run.Probes.OfType<HandshakeProbe>().ShouldNotContain(probe => probe.Variation == Variation.PolledSession);
    }

    [Fact]
    public async Task A_session_of_version_three_is_read_behind_its_length()
    {
        await using var peer = FakePeer.Answering((connection, request) => HandshakeRequest.AsksForWebSocket(request)
            ? Healthy.App(connection, request)
            : connection.AnswerAsync(200, """41:0{"sid":"s-3","upgrades":["websocket"]}2:40"""));

        var run = await Doctor.ExamineAsync(peer.Url("/socket.io/?EIO=3&transport=websocket"));

        run.Handshake(Variation.PolledSession).Exchange.Path.ShouldEndWith("&sid=s-3");
    }

    private static FakePeer Setting(string line) => FakePeer.Answering(async (connection, request) =>
    {
        if (!HandshakeRequest.AsksForWebSocket(request))
        {
            await connection.AnswerAsync(426, "", ("Set-Cookie", line));
            return;
        }

        await connection.AcceptAsync(request, extra: [new("Set-Cookie", line)]);
        await connection.EchoAsync();
    });

    private static string? Cookie(HandshakeProbe probe) => probe.Exchange.RequestHeaders.FirstOrDefault(line => line.Name == "Cookie")?.Value;
}
