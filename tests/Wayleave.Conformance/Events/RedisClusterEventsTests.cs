using Wayleave.Conformance.Redis;

namespace Wayleave.Conformance.Events;

/// <summary>Channels in a cluster: each lies on one of three Redis servers.</summary>
public sealed class RedisClusterEventsTests
{
    private const int Users = 40;

    [Fact]
    public async Task Channels_on_three_servers_reach_clients_of_two_nodes()
    {
        RedisProgram.SkipIfMissing();
        await using var cluster = await RedisClusterProgram.StartAsync();
        await using var a = await EventNode.StartAsync(cluster.Url);
        await using var b = await EventNode.StartAsync(cluster.Url);
        var readers = new List<EventReader>();
        try
        {
            for (var user = 0; user < Users; user++)
                readers.Add(await b.OpenAsync($"/ws/{user}"));
            foreach (var reader in readers)
                (await reader.NextAsync()).ShouldBe("subscribed new");
            for (var user = 0; user < Users; user++)
                for (var n = 1; n <= 3; n++)
                    (await a.PublishAsync($"{user}", $"{n}", $"k{n}")).Status.ShouldBe(201);
            (await b.PublishAsync("0", "1", "k1")).Status.ShouldBe(201);
            foreach (var reader in readers)
                for (var n = 1; n <= 3; n++)
                    (await reader.NextAsync()).ShouldBe($"event {n}");
            // Each server has some of them.
            foreach (var size in await cluster.AskAllAsync("DBSIZE"))
                size.ShouldNotBe(":0");
            using var back = await a.OpenAsync($"/ws/3?since={readers[3].Last}");
            (await back.NextAsync()).ShouldBe("subscribed ok 0");
            (await back.NextAsync()).ShouldBe("caught_up");
            await b.DeleteAsync("3");
            (await back.NextAsync()).ShouldBe("gap epoch");
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
        }
    }
}
