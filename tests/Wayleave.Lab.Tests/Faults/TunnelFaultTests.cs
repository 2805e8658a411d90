using System.Buffers;
using System.Text;
using System.Threading.Channels;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Faults;
using Wayleave.Lab.Grammar;
using Wayleave.Lab.Tests.Bench;
using Wayleave.Protocol.Frames;
using Wayleave.TestKit;

namespace Wayleave.Lab.Tests.Faults;

public sealed class TunnelFaultTests
{
    [Fact, Trait("fault", "idle")]
    public async Task A_silent_tunnel_is_cut_and_a_busy_one_is_not()
    {
        var time = new FakeTimeProvider();
        await using var bench = await LabBench.StartAsync("proxy:idle=10s", new LabOptions { Time = time });
        var caller = await bench.OpenAsync();
        for (int i = 0; i < 3; i++)
        {
            await time.WaitForTimerAsync();
            time.Advance(TimeSpan.FromSeconds(9));
            await caller.ShouldGiveBackAsync("still there");
        }

        await time.WaitForTimerAsync();
        time.Advance(TimeSpan.FromSeconds(10));
        (await caller.ReadToEndAsync()).ShouldBeEmpty();
    }

    [Fact, Trait("fault", "lifetime")]
    public async Task A_lifetime_ends_a_busy_tunnel_too()
    {
        var time = new FakeTimeProvider();
        await using var bench = await LabBench.StartAsync("proxy:lifetime=30s", new LabOptions { Time = time });
        var caller = await bench.OpenAsync();
        await time.WaitForTimerAsync();
        time.Advance(TimeSpan.FromSeconds(29));
        await caller.ShouldGiveBackAsync("busy");
        time.Advance(TimeSpan.FromSeconds(1));
        (await caller.ReadToEndAsync()).ShouldBeEmpty();
    }

    [Fact, Trait("fault", "cut-after")]
    public async Task A_cut_comes_after_exactly_so_many_bytes()
    {
        await using var bench = await LabBench.StartAsync("proxy:cut-after=10");
        var caller = await bench.OpenAsync();
        await caller.SendAsync("123456789");
        // The app's greeting of four bytes came first: six more are left towards the client.
        Encoding.ASCII.GetString(await caller.ReadToEndAsync()).ShouldBe("123456");
    }

    [Fact, Trait("fault", "max-message")]
    public async Task A_message_over_the_limit_ends_with_1009_and_one_at_the_limit_passes()
    {
        await using var bench = await LabBench.StartAsync("proxy:max-message=200");
        var caller = await bench.OpenAsync();
        byte[] good = Frame(Opcode.Text, 200);
        await caller.SendAsync(good);
        (await caller.ReadAsync(good.Length)).ShouldBe(good);
        await caller.SendAsync(Frame(Opcode.Binary, 201));
        byte[] last = await caller.ReadToEndAsync();
        last[0].ShouldBe((byte)0x88);
        ((last[2] << 8) | last[3]).ShouldBe(1009);
    }

    [Fact]
    public async Task A_message_in_fragments_is_weighed_as_one()
    {
        await using var bench = await LabBench.StartAsync("proxy:max-message=200");
        var caller = await bench.OpenAsync();
        var fragments = new ArrayBufferWriter<byte>();
        FrameWriter.WriteFragments(fragments, Opcode.Text, new byte[201], 100, () => 7);
        await caller.SendAsync(fragments.WrittenMemory);
        byte[] all = await caller.ReadToEndAsync();
        // The last frame: close, 17 bytes, 1009 and the reason.
        all[^19..^15].ShouldBe([0x88, 17, 0x03, 0xF1]);
    }

    [Fact, Trait("fault", "break-deflate")]
    public async Task A_compressed_message_loses_its_mark_where_compression_was_agreed()
    {
        await using var bench = await LabBench.StartAsync("proxy:break-deflate");
        byte[] compressed = Frame(Opcode.Text, 5, rsv1: true);
        var with = await bench.OpenAsync([new("Sec-WebSocket-Extensions", "permessage-deflate")]);
        await with.SendAsync(compressed);
        (await with.ReadAsync(compressed.Length))[0].ShouldBe((byte)0x81);

        var without = await bench.OpenAsync();
        await without.SendAsync(compressed);
        (await without.ReadAsync(compressed.Length))[0].ShouldBe((byte)0xC1);
    }

    [Fact, Trait("fault", "buffer")]
    public async Task A_buffer_holds_back_until_it_is_full()
    {
        var source = Channel.CreateUnbounded<Chunk>();
        var fault = LabPlan.Parse("proxy:buffer=64").Hops[0].Faults[0] is var plan ? (IStreamFault)plan.Kind.Create(plan) : null!;
        var flow = new Flow(Direction.ToClient, TimeProvider.System, null!, null);
        await using var passed = fault.ThroughAsync(source.Reader.ReadAllAsync(), flow, default).GetAsyncEnumerator();

        source.Writer.TryWrite(new Chunk(new byte[63], 0));
        var next = passed.MoveNextAsync();
        next.IsCompleted.ShouldBeFalse();
        source.Writer.TryWrite(new Chunk(new byte[1], 0));
        (await next).ShouldBeTrue();
        passed.Current.Bytes.Length.ShouldBe(63);
    }

    [Fact]
    public async Task A_buffer_gives_up_what_is_left_at_the_end()
    {
        await using var bench = await LabBench.StartAsync("proxy:buffer");
        (await bench.GetAsync()).Body.ShouldBe("hello");
        (await bench.GetAsync("/chunked")).Body.ShouldBe("hello");
    }

    [Fact, Trait("fault", "latency")]
    public async Task Everything_is_late_by_the_latency_and_no_more()
    {
        var time = new FakeTimeProvider();
        await using var bench = await LabBench.StartAsync("proxy:latency=300ms", new LabOptions { Time = time });
        var caller = await bench.CallAsync();
        var began = time.GetUtcNow();
        var answer = caller.UpgradeAsync();
        // When the hop begins to wait cannot be seen from here: the clock moves until the answer is there.
        while (!answer.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        (await answer)!.StatusCode.ShouldBe(101);
        (time.GetUtcNow() - began).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(300));
        var first = caller.ReadAsync(TestApp.Greeting.Length);
        await time.WaitForTimerAsync();
        time.Advance(TimeSpan.FromMilliseconds(299));
        first.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromMilliseconds(1));
        (await first).ShouldBe(TestApp.Greeting);
    }

    private static byte[] Frame(Opcode opcode, int length, bool rsv1 = false)
    {
        var frame = new ArrayBufferWriter<byte>();
        FrameWriter.Write(frame, opcode, new byte[length], maskingKey: 7, rsv1: rsv1);
        return frame.WrittenSpan.ToArray();
    }
}
