using Wayleave.Probing.Planning;
using Wayleave.Probing.Tests.Peers;
using Wayleave.Protocol.Frames;
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
    public async Task Every_variation_differs_from_the_browsers_handshake_in_one_thing()
    {
        await using var peer = FakePeer.Answering(Healthy.App);

        var run = await Doctor.ExamineAsync(peer.Url());

        var sent = run.Browser().Exchange.RequestHeaders.Where(line => line.Name != "Sec-WebSocket-Key").ToArray();
        foreach (var probe in run.Probes.OfType<HandshakeProbe>().Where(probe => probe.Variation != Variation.Browser))
        {
            var varied = probe.Exchange.RequestHeaders.Where(line => line.Name != "Sec-WebSocket-Key").ToArray();
            var names = varied.Except(sent).Concat(sent.Except(varied)).Select(line => line.Name).Distinct().ToArray();
            names.ShouldBe(probe.Variation switch
            {
                Variation.NoOrigin or Variation.ForeignOrigin or Variation.OtherSchemeOrigin => ["Origin"],
                Variation.NoDeflate => ["Sec-WebSocket-Extensions"],
                Variation.ExtraSubprotocol => ["Sec-WebSocket-Protocol"],
                Variation.NoUserAgent => ["User-Agent"],
                _ => [],
            }, probe.Name);
            (probe.Exchange.Path != "/ws").ShouldBe(probe.Variation == Variation.TrailingSlash);
            probe.Session.ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task A_base_run_stays_within_its_budget_of_handshakes_on_each_route()
    {
        await using var peer = FakePeer.Answering(Healthy.App);
        await using var origin = FakePeer.Answering(Healthy.App);
        var options = Doctor.Options(peer.Url("/ws?token=t")) with
        {
            Direct = [new DirectRoute("origin", "127.0.0.1", origin.Port, Tls: false, IsOrigin: true)],
            PageOrigin = "https://page.example",
            Subprotocols = ["chat"],
            Cookie = "a=b",
        };

        var run = await Doctor.ExamineAsync(options);

        peer.Handshakes.Count().ShouldBe(run.Probes.OfType<HandshakeProbe>().Count(probe => probe.Route == Probe.PublicRoute));
        peer.Handshakes.Count().ShouldBeInRange(10, VariationPlan.Budget);
        origin.Handshakes.Count().ShouldBeInRange(10, VariationPlan.Budget);
        run.Handshake(Variation.ForwardedProto, "origin").Exchange.RequestHeaders.ShouldContain(new HeaderField("X-Forwarded-Proto", "https"));
    }

    [Fact]
    public async Task The_browsers_handshake_comes_before_any_other_request()
    {
        await using var peer = FakePeer.Answering(Healthy.App);

        await Doctor.ExamineAsync(peer.Url());

        var first = peer.Requests.First();
        first.Headers.Contains("Sec-WebSocket-Version").ShouldBeTrue();
        first.Headers.First("Origin").ShouldBe($"http://127.0.0.1:{peer.Port}");
    }

    [Fact]
    public async Task A_closed_port_is_refused_at_every_step()
    {
        await using var peer = FakePeer.Answering(Healthy.App);
        var url = peer.Url();
        await peer.DisposeAsync();

        var run = await Doctor.ExamineAsync(url);

        run.Browser().Exchange.Failure!.Stage.ShouldBe(FailureStage.Connect);
        run.Browser().Exchange.Failure!.Kind.ShouldBe(FailureKind.Refused);
        run.Probes.OfType<TcpProbe>().ShouldHaveSingleItem().Failure!.Kind.ShouldBe(FailureKind.Refused);
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_a_failed_lookup_and_a_failed_handshake()
    {
        var run = await Doctor.ExamineAsync(new Uri("ws://nobody.invalid/ws"));

        run.Probes.OfType<DnsProbe>().ShouldHaveSingleItem().Failure!.Kind.ShouldBe(FailureKind.NameNotFound);
        run.Browser().Exchange.Failure!.Stage.ShouldBe(FailureStage.Resolve);
        run.Probes.OfType<HandshakeProbe>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_name_that_is_too_long_for_any_name_server_is_one_that_does_not_exist()
    {
        var label = new string('a', 60);

        var run = await Doctor.ExamineAsync(new Uri($"ws://{label}.{label}.{label}.{label}.{label}.example/ws"));

        run.Browser().Exchange.Failure!.Kind.ShouldBe(FailureKind.NameNotFound);
    }

    [Fact]
    public async Task A_run_that_is_stopped_comes_back_with_what_is_known()
    {
        using var stop = new CancellationTokenSource();
        await using var peer = FakePeer.Answering(async (connection, request) =>
        {
            if (!request.Headers.Contains("Sec-WebSocket-Key"))
                return;
            await connection.AcceptAsync(request);
            await connection.SendFrameAsync(Opcode.Text, "hello"u8.ToArray());
            // The ping shows that the socket is open at the other side, too.
            await connection.EchoAsync(async happened =>
            {
                if (happened is MessageEvent.Ping)
                    await stop.CancelAsync();
                return false;
            });
        });

        var run = await Doctor.ExamineAsync(Doctor.Options(peer.Url()) with { Hold = TimeSpan.FromMinutes(5) }, stop.Token);

        run.Interrupted.ShouldBeTrue();
        run.Browser().Session!.Frames.ShouldContain(frame => frame.Text == "hello");
    }

    [Fact]
    public async Task A_run_that_is_stopped_before_any_answer_claims_no_timeout()
    {
        using var stop = new CancellationTokenSource();
        await using var peer = FakePeer.Answering(async (connection, _) =>
        {
            await stop.CancelAsync();
            await connection.KeepSilentAsync();
        });

        var run = await Doctor.ExamineAsync(Doctor.Options(peer.Url()) with { Timeout = TimeSpan.FromMinutes(5) }, stop.Token);

        run.Interrupted.ShouldBeTrue();
        run.Probes.OfType<HandshakeProbe>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_runs_with_one_seed_send_the_same_bytes()
    {
        await using var peer = FakePeer.Answering(Healthy.App);

        var first = await Doctor.ExamineAsync(peer.Url());
        var second = await Doctor.ExamineAsync(peer.Url());

        first.Browser().Exchange.RequestHeaders.ShouldBe(second.Browser().Exchange.RequestHeaders);
    }
}
