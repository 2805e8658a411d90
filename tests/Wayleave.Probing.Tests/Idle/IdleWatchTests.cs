using Wayleave.Probing.Tests.Peers;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Http;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Tests.Idle;

public sealed class IdleWatchTests
{
    [Fact]
    public async Task A_limit_on_silence_ends_the_silent_socket_alone()
    {
        await using var peer = FakePeer.Answering((connection, request) => UntilSilentAsync(connection, request, TimeSpan.FromMilliseconds(700)));

        var run = await WatchAsync(peer, TimeSpan.FromSeconds(1.6));

        var silent = Probe(run, IdleMode.Silent);
        silent.Name.ShouldBe("idle-silent");
        silent.End!.Kind.ShouldBe(EndKind.Eof);
        silent.LastActivityMs.ShouldBeLessThan(silent.End.AtMs);
        Probe(run, IdleMode.Pinging).End!.Kind.ShouldBeOneOf(EndKind.ClosedByUs, EndKind.ClosedByUsUnanswered);
        Probe(run, IdleMode.Sending).End!.Kind.ShouldBeOneOf(EndKind.ClosedByUs, EndKind.ClosedByUsUnanswered);
    }

    [Fact]
    public async Task A_socket_that_the_peer_closes_with_a_frame_was_not_active_by_that_frame()
    {
        await using var peer = FakePeer.Answering(async (connection, request) =>
        {
            if (!request.Headers.Contains("Sec-WebSocket-Key"))
                return;
            await connection.AcceptAsync(request);
            await connection.SendCloseAsync(1001, "too old");
        });

        var silent = Probe(await WatchAsync(peer, TimeSpan.FromSeconds(1)), IdleMode.Silent);

        silent.End!.Code.ShouldBe(1001);
        silent.LastActivityMs.ShouldBe(0);
    }

    [Fact]
    public async Task A_stranger_is_kept_awake_by_pongs_and_never_by_messages()
    {
        await using var peer = FakePeer.Answering(Healthy.App);

        var run = await WatchAsync(peer, TimeSpan.FromSeconds(0.8));

        // Sound pings come back; pongs that nobody asked for, and silence, bring nothing.
        Probe(run, IdleMode.Pinging).FramesReceived.ShouldBeGreaterThan(3);
        Probe(run, IdleMode.Sending).FramesReceived.ShouldBeLessThanOrEqualTo(1);
        Probe(run, IdleMode.Silent).FramesReceived.ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task Sockets_that_do_not_open_have_no_end()
    {
        await using var peer = FakePeer.Answering((connection, _) => connection.AnswerAsync(403));

        var run = await WatchAsync(peer, TimeSpan.FromMinutes(5));

        run.Probes.OfType<IdleProbe>().Count().ShouldBe(3);
        run.Probes.OfType<IdleProbe>().ShouldAllBe(probe => probe.End == null && probe.Outcome == "403 Said");
    }

    [Fact]
    public async Task Straight_to_a_hop_one_silent_socket_shows_whether_it_is_that_hop_that_cuts()
    {
        await using var edge = FakePeer.Answering((connection, request) => UntilSilentAsync(connection, request, TimeSpan.FromMilliseconds(700)));
        await using var origin = FakePeer.Answering(Healthy.App);

        var run = await Doctor.ExamineAsync(Doctor.Options(edge.Url()) with
        {
            Idle = TimeSpan.FromSeconds(1.6),
            Direct = [new DirectRoute("origin", "127.0.0.1", origin.Port, Tls: false, IsOrigin: true)],
        });

        run.Probes.OfType<IdleProbe>().Count(probe => probe.Route == Rules.Facts.Probe.PublicRoute).ShouldBe(3);
        var straight = run.Probes.OfType<IdleProbe>().Where(probe => probe.Route == "origin").ShouldHaveSingleItem();
        straight.Mode.ShouldBe(IdleMode.Silent);
        straight.End!.Kind.ShouldBeOneOf(EndKind.ClosedByUs, EndKind.ClosedByUsUnanswered);
    }

    [Fact]
    public async Task The_time_left_is_told()
    {
        await using var peer = FakePeer.Answering(Healthy.App);
        var told = new List<Progress>();
        var listener = new Listener(told);

        await new Examination(Doctor.Options(peer.Url()) with { Idle = TimeSpan.FromMilliseconds(300) }, TimeProvider.System).RunAsync(listener, default);

        told.ShouldContain(progress => progress.Total == TimeSpan.FromMilliseconds(300) && progress.Remaining <= progress.Total);
    }

    private static Task<Run> WatchAsync(FakePeer peer, TimeSpan watch) => Doctor.ExamineAsync(Doctor.Options(peer.Url()) with { Idle = watch });

    private static IdleProbe Probe(Run run, IdleMode mode) => run.Probes.OfType<IdleProbe>().Single(probe => probe.Mode == mode);

    private static async Task UntilSilentAsync(PeerConnection connection, RequestHead request, TimeSpan limit)
    {
        if (!request.Headers.Contains("Sec-WebSocket-Key"))
            return;
        await connection.AcceptAsync(request);
        var bytes = new byte[1024];
        while (true)
        {
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(connection.Stopped);
            silence.CancelAfter(limit);
            if (await connection.Stream.ReadAsync(bytes, silence.Token) == 0)
                return;
        }
    }

    private sealed class Listener(List<Progress> told) : IProgress<Progress>
    {
        public void Report(Progress value)
        {
            lock (told)
                told.Add(value);
        }
    }
}
