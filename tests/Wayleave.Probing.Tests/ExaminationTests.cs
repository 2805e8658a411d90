using Wayleave.Probing.Tests.Peers;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Tests;

public sealed class ExaminationTests
{
    [Fact]
    public async Task A_sound_socket_opens_answers_the_ping_and_closes_with_us()
    {
        await using var peer = FakePeer.Answering(Healthy.App);

        var run = await Doctor.ExamineAsync(peer.Url());

        var browser = run.Browser();
        browser.Opened.ShouldBeTrue();
        browser.Name.ShouldBe("upgrade-http11");
        browser.Exchange.Status.ShouldBe(101);
        browser.Session!.End.Kind.ShouldBe(EndKind.ClosedByUs);
        browser.Session.End.Code.ShouldBe(1000);
        browser.Session.PingMs.ShouldNotBeNull();
        run.Http("http-socket-path").Status.ShouldBe(426);
        run.Probes.OfType<TcpProbe>().ShouldHaveSingleItem().Failure.ShouldBeNull();
        run.Interrupted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_closed_port_is_refused_at_every_step()
    {
        await using var peer = FakePeer.Answering(Healthy.App);
        var url = peer.Url();
        await peer.DisposeAsync();

        var run = await Doctor.ExamineAsync(url);

        run.Browser().Exchange.Failure.ShouldBe(run.Browser().Exchange.Failure! with { Stage = FailureStage.Connect, Kind = FailureKind.Refused });
        run.Probes.OfType<TcpProbe>().ShouldHaveSingleItem().Failure!.Kind.ShouldBe(FailureKind.Refused);
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_a_failed_lookup_and_a_failed_handshake()
    {
        var run = await Doctor.ExamineAsync(new Uri("ws://nobody.invalid/ws"));

        run.Probes.OfType<DnsProbe>().ShouldHaveSingleItem().Failure!.Kind.ShouldBe(FailureKind.NameNotFound);
        run.Browser().Exchange.Failure!.Stage.ShouldBe(FailureStage.Resolve);
    }
}
