using Wayleave.Probing.Tests.Peers;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Tests.Load;

public sealed class BurstRunTests
{
    [Fact]
    public async Task A_burst_is_open_at_one_time_so_that_a_limit_on_connections_shows()
    {
        var open = 0;
        await using var peer = FakePeer.Answering(async (connection, request) =>
        {
            if (!request.Headers.Contains("Sec-WebSocket-Key"))
                return;
            if (Interlocked.Increment(ref open) > 5)
                await connection.AnswerAsync(503, "full");
            else
                await Healthy.App(connection, request);
            Interlocked.Decrement(ref open);
        });

        var run = await Doctor.ExamineAsync(Doctor.Options(peer.Url()) with { Burst = 8 });

        var burst = run.Probes.OfType<HandshakeProbe>().Where(probe => probe.Variation == Variation.Burst).ToArray();
        burst.Length.ShouldBe(8);
        burst.Count(probe => probe.Opened).ShouldBe(5);
        burst.Count(probe => probe.Exchange.Status == 503).ShouldBe(3);
    }

    [Fact]
    public async Task A_burst_has_a_ceiling()
    {
        await using var peer = FakePeer.Answering((connection, _) => connection.AnswerAsync(403));

        var run = await Doctor.ExamineAsync(Doctor.Options(peer.Url()) with { Burst = 1000, Hold = TimeSpan.FromMilliseconds(50) });

        run.Probes.OfType<HandshakeProbe>().Count(probe => probe.Variation == Variation.Burst).ShouldBe(200);
    }

    [Fact]
    public async Task A_credential_that_counts_once_is_refused_the_second_time()
    {
        var used = 0;
        await using var peer = FakePeer.Answering(async (connection, request) =>
        {
            if (request.Headers.Contains("Sec-WebSocket-Key") && Interlocked.Increment(ref used) == 1)
                await Healthy.App(connection, request);
            else
                await connection.AnswerAsync(401, "used");
        });

        var run = await Doctor.ExamineAsync(Doctor.Options(peer.Url("/ws?ticket=t1")) with { Twice = true });

        run.Asked.CredentialGiven.ShouldBeTrue();
        run.Browser().Opened.ShouldBeTrue();
        run.Handshake(Variation.Twice).Exchange.Path.ShouldBe("/ws?ticket=t1");
        run.Handshake(Variation.Twice).Exchange.Status.ShouldBe(401);
    }
}
