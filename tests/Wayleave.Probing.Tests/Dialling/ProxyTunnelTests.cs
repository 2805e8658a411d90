using System.Net.Sockets;
using Wayleave.Probing.Tests.Peers;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Tests.Dialling;

public sealed class ProxyTunnelTests
{
    [Fact]
    public async Task A_proxy_that_is_used_is_asked_for_a_tunnel_to_the_name()
    {
        await using var peer = FakePeer.Answering(Healthy.App);
        await using var proxy = FakePeer.Answering(async (connection, request) =>
        {
            using var onward = new TcpClient();
            await onward.ConnectAsync("127.0.0.1", int.Parse(request.Target.Split(':')[1]), connection.Stopped);
            await connection.SendAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray());
            await Task.WhenAny(
                connection.Stream.CopyToAsync(onward.GetStream(), connection.Stopped),
                onward.GetStream().CopyToAsync(connection.Stream, connection.Stopped));
        });

        var run = await Doctor.ExamineAsync(Through(proxy, peer.Url(host: "only-the-proxy-knows.invalid")));

        run.Browser().Opened.ShouldBeTrue();
        run.Asked.ProxyUsed.ShouldBeTrue();
        run.Asked.SystemProxy.ShouldBe($"http://127.0.0.1:{proxy.Port}");
        proxy.Requests.First().Method.ShouldBe("CONNECT");
        proxy.Requests.First().Target.ShouldBe($"only-the-proxy-knows.invalid:{peer.Port}");
        proxy.Requests.First().Headers.First("Proxy-Authorization").ShouldBe("Basic bWU6c2VjcmV0");
    }

    [Fact]
    public async Task A_proxy_that_refuses_fails_at_its_own_stage()
    {
        await using var proxy = FakePeer.Answering((connection, _) => connection.AnswerAsync(407, "who are you?"));

        var failure = (await Doctor.ExamineAsync(Through(proxy, new Uri("ws://127.0.0.1:9/ws")))).Browser().Exchange.Failure!;

        failure.Stage.ShouldBe(FailureStage.Proxy);
        failure.Kind.ShouldBe(FailureKind.Refused);
        failure.Text.ShouldContain("407");
    }

    [Fact]
    public async Task A_proxy_that_is_only_named_is_reported_and_not_used()
    {
        await using var peer = FakePeer.Answering(Healthy.App);
        await using var proxy = FakePeer.Answering((connection, _) => connection.AnswerAsync(407));

        var run = await Doctor.ExamineAsync(Through(proxy, peer.Url()) with { UseProxy = false });

        run.Asked.SystemProxy.ShouldNotBeNull();
        run.Asked.ProxyUsed.ShouldBeFalse();
        proxy.Requests.ShouldBeEmpty();
    }

    private static ExaminationOptions Through(FakePeer proxy, Uri url) => Doctor.Options(url) with
    {
        SystemProxy = new Uri($"http://me:secret@127.0.0.1:{proxy.Port}"),
        UseProxy = true,
    };
}
