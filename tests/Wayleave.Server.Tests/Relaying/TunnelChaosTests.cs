using System.Buffers.Binary;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Relay;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Relaying;

/// <summary>
/// Two peers and a bad network, in memory and in virtual time: cut reads, stalls, silence, FIN, resets, failing writes, leaving and
/// cutting at any moment. A failure names its case, and each case stands alone.
/// </summary>
public sealed class TunnelChaosTests
{
    [Fact]
    public async Task Whatever_happens_it_ends_and_nobody_gets_a_byte_that_was_not_sent_or_a_frame_of_ours_inside_another()
    {
        var cases = Environment.GetEnvironmentVariable("WAYLEAVE_NIGHTLY") == "1" ? 100_000 : 2_000;
        var whole = 0;
        for (var seed = 0; seed < cases; seed++)
            whole += await RunAsync(seed) ? 1 : 0;
        // Else there was nothing but chaos.
        whole.ShouldBeGreaterThan(cases / 20);
    }

    private static async Task<bool> RunAsync(int seed)
    {
        var random = new Random(seed);
        var options = new RelayOptions
        {
            Client = Pulse(random), App = Pulse(random),
            Limits = random.Next(4) == 0 ? new LaneLimits(2500, 4000) : default,
            Idle = random.Next(4) == 0 ? TimeSpan.FromSeconds(100) : null,
            Lifetime = random.Next(4) == 0 ? TimeSpan.FromSeconds(1000) : null,
        };
        var bench = new TunnelBench(options);
        List<byte> up = [], down = [];
        var early = random.Next(3) == 0 ? NextFrames(random, null) : [];
        down.AddRange(early);
        bench.Start(early);

        List<byte> upLeft = [], downLeft = [];
        for (var steps = random.Next(60); steps > 0; steps--)
        {
            Step(random, bench, bench.Client, Wire.Key, upLeft, up);
            Step(random, bench, bench.App, null, downLeft, down);
        }

        foreach (var end in (MemoryEnd[])[bench.Client, bench.App])
            if (random.Next(2) == 0)
                end.Accept(long.MaxValue);
        if (random.Next(2) == 0)
        {
            bench.Client.Accept(long.MaxValue);
            bench.App.Accept(long.MaxValue);
            bench.Client.HangUp();
            bench.App.HangUp();
        }

        // Without a clock that asks, two living peers are held for ever.
        bench.Wait(2000);
        if (!bench.Run.IsCompleted)
            bench.Tunnel.Leave(EndedBy.Drain, CloseCode.ServiceRestart, "restart");
        try
        {
            var ending = await bench.EndAsync();
            ending.Why.ShouldNotBe("ended without a cause");
            Check(bench.App.Received, up);
            Check(bench.Client.Received, down);
            return up.Count + down.Count > 0 && WithoutOurs(bench.App.Received, up).Length == up.Count && WithoutOurs(bench.Client.Received, down).Length == down.Count;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"case {seed}", e);
        }
    }

    private static PulseSettings Pulse(Random random) => random.Next(3) switch
    {
        0 => new PulseSettings(null),
        1 => new PulseSettings(TimeSpan.FromSeconds(5), Proves: false),
        _ => new PulseSettings(TimeSpan.FromSeconds(5)),
    };

    private static void Step(Random random, TunnelBench bench, MemoryEnd end, uint? key, List<byte> left, List<byte> sent)
    {
        switch (random.Next(100))
        {
            case < 50:
                if (left.Count == 0)
                    left.AddRange(NextFrames(random, key));
                var piece = left.GetRange(0, random.Next(left.Count + 1)).ToArray();
                left.RemoveRange(0, piece.Length);
                // A peer that has hung up says no more.
                if (end.HasHungUp)
                    return;
                sent.AddRange(piece);
                end.Say(piece);
                return;
            case < 65:
                end.Accept(random.Next(3) == 0 ? long.MaxValue : random.Next(3000));
                return;
            case < 75:
                end.Cut = 1 + random.Next(random.Next(2) == 0 ? 5 : 2000);
                return;
            case < 92:
                bench.Wait(random.NextDouble() * 8);
                return;
            case < 94:
                end.HangUp();
                return;
            case < 95:
                end.Reset();
                return;
            case < 96:
                end.FailSending();
                return;
            case < 97:
                bench.Tunnel.Leave(EndedBy.Admin, CloseCode.GoingAway, "leave");
                return;
            case < 98 when random.Next(3) == 0:
                bench.Tunnel.Cut();
                return;
            default:
                end.FinishWaits = random.Next(2) == 0;
                return;
        }
    }

    private static byte[] NextFrames(Random random, uint? key)
    {
        List<byte[]> frames = [];
        for (var count = 1 + random.Next(3); count > 0; count--)
            frames.Add(random.Next(8) switch
            {
                0 => Wire.Frame(Opcode.Ping, new byte[random.Next(20)], key),
                1 => Wire.Frame(Opcode.Pong, new byte[random.Next(20)], key),
                2 when random.Next(5) == 0 => Wire.Close(1000, "done", key),
                3 => Wire.Frame(Opcode.Binary, new byte[random.Next(3000)], key),
                4 when random.Next(5) == 0 => Wire.Frame((Opcode)3, new byte[3], key),
                _ => Wire.Frame(Opcode.Binary, new byte[random.Next(100)], key),
            });
        return Wire.Join(frames);
    }

    // What was received, without frames of ours, is a beginning of what was sent.
    private static void Check(byte[] received, List<byte> sent)
    {
        var data = WithoutOurs(received, sent);
        (data.Length <= sent.Count && data.AsSpan().SequenceEqual(sent.GetRange(0, data.Length).ToArray()))
            .ShouldBeTrue($"{Wire.Tell(received)} of {Wire.Tell([.. sent])}");
    }

    private static byte[] WithoutOurs(byte[] received, List<byte> sent)
    {
        List<byte> data = [];
        var at = 0;
        foreach (var frame in Wire.Frames(received))
        {
            at += frame.Length;
            if (!IsOurs(frame))
                data.AddRange(frame);
        }

        // A frame that did not get through whole may be one of ours: a control frame that goes on otherwise than what was sent.
        var rest = received[at..];
        if (rest.Length == 0 || rest[0] < 0x88 || (data.Count + rest.Length <= sent.Count && sent.GetRange(data.Count, rest.Length).SequenceEqual(rest)))
            data.AddRange(rest);
        return [.. data];
    }

    private static bool IsOurs(byte[] frame)
    {
        FrameHeader.TryRead(frame, out var header, out var length, out _);
        var payload = frame[length..];
        Masking.Apply(payload, header.MaskingKey, 0);
        return header.Opcode switch
        {
            Opcode.Ping or Opcode.Pong => payload.Length == Protocol.Relay.Pulse.PayloadLength
                && BinaryPrimitives.ReadUInt64BigEndian(payload) is TunnelBench.ClientTag or TunnelBench.AppTag,
            Opcode.Close => ClosePayload.Read(payload, out var close) == Violation.None && close.Reason != "done",
            _ => false,
        };
    }
}
