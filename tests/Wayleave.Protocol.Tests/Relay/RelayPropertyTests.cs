using Wayleave.Protocol.Relay;
using Wayleave.TestKit;

namespace Wayleave.Protocol.Tests.Relay;

/// <summary>
/// Whatever two peers send, however it is cut and whenever we ping: each gets exactly what the other sent.
/// 2,000 cases; 100,000 where <c>WAYLEAVE_NIGHTLY=1</c> is set. A failure names its case, and each case stands alone.
/// </summary>
public sealed class RelayPropertyTests
{
    [Fact]
    public void Each_peer_gets_exactly_what_the_other_sent()
    {
        var cases = Environment.GetEnvironmentVariable("WAYLEAVE_NIGHTLY") == "1" ? 100_000 : 2_000;
        var pings = 0;
        for (var seed = 0; seed < cases; seed++)
            pings += Run(seed);
        // Else the property says nothing about them.
        pings.ShouldBeGreaterThan(cases);
    }

    private static int Run(int seed)
    {
        var random = new Random(seed);
        var extended = random.Next(3) == 0;
        var interval = TimeSpan.FromSeconds(1);
        var relay = new SocketRelay(
            new RelayOptions { Client = new(interval), App = new(interval), Extended = extended, Close = TimeSpan.FromDays(1) },
            new RelayChance(0xC11E47, 0xA99, () => (uint)random.Next()), TimeSpan.Zero);
        RandomStream up = new(random, masks: true, extended, random.Next(30)), down = new(random, masks: false, extended, random.Next(30));
        var client = new RandomPeer(random, up, 0xC11E47, getsMasked: false, (PongHabit)random.Next(4));
        var app = new RandomPeer(random, down, 0xA99, getsMasked: true, (PongHabit)random.Next(4));
        var now = TimeSpan.Zero;

        for (var turn = 0; !(client.IsDone && app.IsDone); turn++)
        {
            turn.ShouldBeLessThan(100_000, $"case {seed} does not end");
            var from = random.Next(2) == 0 ? RelaySide.Client : RelaySide.App;
            Pass(from, (from == RelaySide.Client ? client : app).Next());
            if (random.Next(3) == 0)
            {
                now += interval * (random.NextDouble() * 2);
                // Bytes that keep coming are life: here nobody dies, whatever is left unanswered.
                relay.PulseOf(RelaySide.Client).Heard(now - (interval / 2));
                relay.PulseOf(RelaySide.App).Heard(now - (interval / 2));
                now += interval / 2;
                relay.Tick(now);
            }

            Flush(RelaySide.Client, client);
            Flush(RelaySide.App, app);
        }

        var (toApp, toClient) = (relay.LaneTo(RelaySide.App), relay.LaneTo(RelaySide.Client));
        Check(app, up, toApp, client.Complaint);
        Check(client, down, toClient, app.Complaint);
        relay.Ending?.Why.ShouldBe("close frame", $"case {seed}");
        return client.Pings + app.Pings;

        void Pass(RelaySide from, byte[] bytes)
        {
            var to = from == RelaySide.Client ? app : client;
            ReadOnlySpan<byte> rest = bytes;
            while (!rest.IsEmpty)
            {
                var step = relay.Receive(from, rest, now);
                to.Take(step.Insert.Span);
                to.Take(rest[..step.Forward]);
                rest = rest[(step.Forward + step.Drop)..];
            }
        }

        void Flush(RelaySide side, RandomPeer peer)
        {
            while (relay.HasWork(side))
            {
                var insert = relay.TakeInsert(side, now);
                if (insert.IsEmpty)
                    relay.TakeOrder(side).ShouldBe(OutputOrder.Finish, $"case {seed}");
                if (insert.IsEmpty)
                    relay.OrderDone(side);
                peer.Take(insert.Span);
            }
        }

        void Check(RandomPeer got, RandomStream sent, RelayLane lane, string? complaint)
        {
            complaint.ShouldBeNull($"case {seed}");
            var expected = Wire.Join(sent.Frames);
            got.Data.SequenceEqual(expected).ShouldBeTrue($"case {seed}: {Wire.Tell([.. got.Data])} instead of {Wire.Tell(expected)}");
            got.Rest.ShouldBe(0, $"case {seed}");
            lane.Bytes.ShouldBe(expected.Length, $"case {seed}");
            lane.Messages.ShouldBe(sent.Messages, $"case {seed}");
        }
    }
}
