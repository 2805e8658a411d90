using Wayleave.Protocol.Resp;
using Wayleave.Server.Redis;
using Wayleave.Server.Redis.Commands;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Redis;

public class RedisSentinelTests
{
    private readonly RedisStand _stand = new(new FakeTimeProvider());

    private static FakeRedis Sentinel(Func<RedisAddress?> master) => new(words => words[0] == "SENTINEL" && words[2] == "mymaster"
        ? master() is { } address ? RespWire.Array(RespWire.Bulk(address.Host), RespWire.Bulk($"{address.Port}")) : RespValue.Null.Instance
        : null);

    private static FakeRedis Server(string name, string role = "master") => new(words => words[0] switch
    {
        "HELLO" => FakeRedis.Hello(role),
        "GET" => RespWire.Bulk(name),
        "SET" => new RespValue.Error("READONLY You can't write against a read only replica."),
        _ => null,
    });

    private static RedisOptions To(params FakeRedis[] sentinels) =>
        RedisStand.To([.. sentinels.Select(sentinel => sentinel.Address)]) with { Layout = RedisLayout.Sentinel, MasterName = "mymaster", User = "ann", Password = "s3cret" };

    private async Task<string?> GetAsync(RedisClient client) =>
        (await client.SendAsync(RedisCommand.OnKey("GET", "k"), default).WaitAsync(TimeSpan.FromSeconds(10))).AsText();

    [Fact]
    public async Task The_master_is_whom_a_sentinel_names_and_those_that_know_none_are_passed_over()
    {
        await using var master = Server("master");
        await using var dead = Sentinel(() => null);
        dead.StopListening();
        await using var ignorant = Sentinel(() => null);
        await using var knowing = Sentinel(() => master.Address);
        await using var client = _stand.Client(To(dead, ignorant, knowing));
        (await GetAsync(client)).ShouldBe("master");
    }

    [Fact]
    public async Task A_master_that_became_a_replica_is_looked_for_anew()
    {
        await using var old = Server("old");
        await using var young = Server("young");
        var current = old.Address;
        await using var sentinel = Sentinel(() => current);
        await using var client = _stand.Client(To(sentinel));
        (await GetAsync(client)).ShouldBe("old");
        current = young.Address;
        (await Should.ThrowAsync<RedisUnavailableException>(() => client.SendAsync(RedisCommand.OnKey("SET", "k", "v"), default))).Reason.ShouldBe(RedisUnavailableReason.NotReady);
        foreach (var told in (string[])["connected", "lost", "reconnected"])
            (await _stand.ToldAsync()).ShouldStartWith(told);
        (await GetAsync(client)).ShouldBe("young");
    }

    [Fact]
    public async Task A_replica_that_a_late_sentinel_still_calls_master_is_not_taken()
    {
        await using var replica = Server("replica", "replica");
        await using var sentinel = Sentinel(() => replica.Address);
        await using var client = _stand.Client(To(sentinel));
        (await _stand.ToldAsync()).ShouldEndWith("is no master but a replica");
    }

    [Fact]
    public async Task Where_no_sentinel_knows_the_master_all_say_why()
    {
        await using var first = Sentinel(() => null);
        await using var second = new FakeRedis(words => words[0] == "SENTINEL" ? new RespValue.Error("NOAUTH Authentication required.") : null);
        await using var client = _stand.Client(To(first, second));
        var told = await _stand.ToldAsync();
        told.ShouldContain("no sentinel names a master mymaster");
        told.ShouldContain($"{first.Address} knows no master");
        told.ShouldContain($"{second.Address}: NOAUTH");
    }

    [Fact]
    public async Task Where_sentinels_ask_for_a_password_and_none_is_set_it_is_said_where_to_set_it()
    {
        await using var sentinel = new FakeRedis(words => words[0] == "HELLO" ? new RespValue.Error("NOAUTH HELLO must be called with the client already authenticated") : null);
        await using var client = _stand.Client(To(sentinel));
        var told = await _stand.ToldAsync();
        told.ShouldContain($"{sentinel.Address}: a password is needed (NOAUTH)");
        told.ShouldContain("?sentinel_password=");
    }

    [Fact]
    public async Task Sentinels_are_not_told_the_servers_password()
    {
        var greetings = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await using var sentinel = new FakeRedis(words =>
        {
            greetings.Enqueue(string.Join(' ', words));
            return null;
        });
        await using var client = _stand.Client(To(sentinel));
        await (await sentinel.AcceptedAsync()).HearAsync();
        greetings.ShouldAllBe(words => !words.Contains("s3cret"));
    }
}
