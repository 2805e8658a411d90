using Wayleave.Conformance.Redis;

namespace Wayleave.Conformance.Events.Model;

/// <summary>
/// Whatever is published, dropped, deleted, trimmed or broken: no client loses an event in silence, gets one twice or out of order, or is told of a
/// gap that has no cause. 1,000 runs over memory and 100 over a real Redis; 20,000 and 2,000 where <c>WAYLEAVE_NIGHTLY=1</c> is set. A failure names its
/// seed, and each run stands alone: <c>WAYLEAVE_SEED</c> names the only one.
/// </summary>
public sealed class ResumeModelTests
{
    [Fact]
    public async Task Over_memory_nothing_is_lost_in_silence_doubled_or_called_lost_without_a_cause()
    {
        var sum = new ModelSum();
        foreach (var seed in ModelSum.Seeds(1_000, nightly: 20_000))
        {
            var random = new Random(seed);
            await using var world = new MemoryWorld(random, ModelRun.Channels(random, "c:", least: 0));
            var run = new ModelRun(random, world);
            world.Leaving = run.LeaveAsync;
            await sum.AddAsync(seed, world, run, random.Next(20, 120));
        }

        sum.Check();
    }

    [Fact]
    public async Task Over_Redis_and_two_nodes_nothing_is_lost_in_silence_doubled_or_called_lost_without_a_cause()
    {
        RedisProgram.SkipIfMissing();
        await using var nodes = await RedisNodes.StartAsync();
        var sum = new ModelSum();
        foreach (var seed in ModelSum.Seeds(100, nightly: 2_000))
        {
            var random = new Random(seed);
            await using var world = new RedisWorld(random, ModelRun.Channels(random, $"c:{seed}:", least: 1), nodes);
            await sum.AddAsync(seed, world, new ModelRun(random, world), random.Next(20, 60));
        }

        sum.Check();
    }
}
