using System.Text;
using Wayleave.Protocol.Resp;
using Wayleave.Server.Redis;
using Wayleave.Server.Redis.Cluster;
using Wayleave.Server.Redis.Commands;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Redis;

public class RedisClusterTests
{
    // "k" has slot 7629.
    private static readonly RedisCommand s_get = RedisCommand.OnKey("GET", "k");
    private readonly RedisStand _stand = new(new FakeTimeProvider());

    private static RespValue Range(int from, int to, RedisAddress owner, string? host = null) => RespWire.Array(
        new RespValue.Integer(from), new RespValue.Integer(to), RespWire.Array(RespWire.Bulk(host ?? owner.Host), new RespValue.Integer(owner.Port), RespWire.Bulk("id")));

    private RedisClient Client(params FakeRedis[] nodes) => _stand.Client(RedisStand.To([.. nodes.Select(node => node.Address)]) with { Layout = RedisLayout.Cluster });

    private static async Task<string?> GetAsync(RedisClient client) => (await client.SendAsync(s_get, default).WaitAsync(TimeSpan.FromSeconds(10))).AsText();

    [Theory]
    [InlineData("", 0)]
    [InlineData("123456789", 12739)]
    [InlineData("k", 7629)]
    [InlineData("foo", 12182)]
    [InlineData("{foo}bar", 12182)]
    [InlineData("x{foo}{bar}", 12182)]
    [InlineData("foo{", 7673)]
    public void A_key_s_slot_is_that_of_its_tag(string key, int slot) => HashSlot.Of(Encoding.UTF8.GetBytes(key)).ShouldBe(slot);

    [Fact]
    public void Empty_braces_are_no_tag() => HashSlot.Of("{}a"u8).ShouldNotBe(HashSlot.Of("{}b"u8));

    [Fact]
    public void A_map_names_the_owner_of_each_slot_and_the_sender_where_a_host_is_missing()
    {
        var sender = new RedisAddress("seed", 1);
        var map = SlotMap.Of(RespWire.Array(Range(0, 99, new RedisAddress("a", 1)), Range(100, 16383, new RedisAddress("", 2))), sender).ShouldNotBeNull();
        map.Owners[99].ShouldBe(new RedisAddress("a", 1));
        map.Owners[100].ShouldBe(new RedisAddress("seed", 2));
        map.Masters.Count().ShouldBe(2);
        SlotMap.Of(RespWire.Array(), sender).ShouldBeNull();
        SlotMap.Of(RespWire.Array(Range(0, 16384, sender)), sender).ShouldBeNull();
        SlotMap.Of(new RespValue.Error("ERR This instance has cluster support disabled"), sender).ShouldBeNull();
    }

    [Theory]
    [InlineData("MOVED 7 10.0.0.1:6381", 7, "10.0.0.1:6381", true)]
    [InlineData("ASK 7 ::1:6381", 7, "[::1]:6381", false)]
    [InlineData("MOVED 7 :6381", 7, "sender:6381", true)]
    [InlineData("MOVED 16384 a:1", null, null, null)]
    [InlineData("MOVED 7", null, null, null)]
    [InlineData("MOVED 7 a:x", null, null, null)]
    [InlineData("ERR 7 a:1", null, null, null)]
    public void A_redirection_names_slot_and_node(string error, int? slot, string? to, bool? lasting)
    {
        var redirection = Redirection.Of(new RespValue.Error(error), new RedisAddress("sender", 1));
        (redirection?.Slot, redirection?.To.ToString(), redirection?.IsLasting).ShouldBe((slot, to, lasting));
    }

    [Fact]
    public async Task A_command_goes_to_the_owner_of_its_key()
    {
        FakeRedis? second = null;
        await using var first = new FakeRedis(words => words[0] switch
        {
            "CLUSTER" => RespWire.Array(Range(0, 5000, new RedisAddress("127.0.0.1", 1)), Range(5001, 16383, second!.Address)),
            _ => null,
        });
        await using var owner = second = new FakeRedis(words => words[0] == "GET" ? RespWire.Bulk("owner's") : null);
        await using var client = Client(first);
        (await GetAsync(client)).ShouldBe("owner's");
    }

    [Fact]
    public async Task MOVED_is_followed_and_remembered()
    {
        FakeRedis? to = null;
        var sentOn = 0;
        FakeRedis? from = null;
        await using var old = from = new FakeRedis(words => words[0] switch
        {
            // It still names itself: what MOVED said counts until the map is known to be newer.
            "CLUSTER" => Volatile.Read(ref sentOn) == 0 ? RespWire.Array(Range(0, 16383, from!.Address)) : RespWire.Array(Range(0, 16383, to!.Address)),
            "GET" => Interlocked.Increment(ref sentOn) > 0 ? new RespValue.Error($"MOVED 7629 {to!.Address}") : null,
            _ => null,
        });
        await using var young = to = new FakeRedis(words => words[0] == "GET" ? RespWire.Bulk("moved") : words[0] == "CLUSTER" ? RespWire.Array(Range(0, 16383, to!.Address)) : null);
        await using var client = Client(old);
        (await GetAsync(client)).ShouldBe("moved");
        (await GetAsync(client)).ShouldBe("moved");
        sentOn.ShouldBe(1);
    }

    [Fact]
    public async Task ASK_is_followed_once_with_ASKING_right_before()
    {
        FakeRedis? to = null;
        FakeRedis? from = null;
        var asked = 0;
        await using var old = from = new FakeRedis(words => words[0] switch
        {
            "CLUSTER" => RespWire.Array(Range(0, 16383, from!.Address)),
            "GET" => Interlocked.Increment(ref asked) > 0 ? new RespValue.Error($"ASK 7629 {to!.Address}") : null,
            _ => null,
        });
        var ready = new System.Collections.Concurrent.ConcurrentDictionary<FakeRedisPeer, bool>();
        await using var young = to = new FakeRedis((peer, words) =>
        {
            if (words[0] == "ASKING")
            {
                ready[peer] = true;
                return new RespValue.SimpleString("OK");
            }

            return words[0] == "GET" ? ready.TryRemove(peer, out _) ? RespWire.Bulk("asked") : new RespValue.Error($"MOVED 7629 {from!.Address}") : null;
        });
        await using var client = Client(old);
        (await GetAsync(client)).ShouldBe("asked");
        (await GetAsync(client)).ShouldBe("asked");
        asked.ShouldBe(2);
    }

    [Theory]
    [InlineData("TRYAGAIN Multiple keys request during rehashing of slot")]
    [InlineData("CLUSTERDOWN The cluster is down")]
    public async Task What_will_pass_is_asked_again_until_it_has(string error)
    {
        FakeRedis? self = null;
        var asked = 0;
        await using var redis = self = new FakeRedis(words => words[0] switch
        {
            "CLUSTER" => RespWire.Array(Range(0, 16383, self!.Address)),
            "GET" => Interlocked.Increment(ref asked) < 3 ? new RespValue.Error(error) : RespWire.Bulk("there"),
            _ => null,
        });
        // Its pauses are real: two of a tenth of a second.
        await using var client = new RedisStand(TimeProvider.System).Client(RedisStand.To(redis.Address) with { Layout = RedisLayout.Cluster });
        (await GetAsync(client)).ShouldBe("there");
        asked.ShouldBe(3);
    }

    [Fact]
    public async Task What_does_not_pass_is_told_after_the_limit()
    {
        FakeRedis? self = null;
        await using var redis = self = new FakeRedis(words => words[0] switch
        {
            "CLUSTER" => RespWire.Array(Range(0, 16383, self!.Address)),
            "GET" => new RespValue.Error("CLUSTERDOWN Hash slot not served"),
            _ => null,
        });
        await using var client = new RedisStand(TimeProvider.System).Client(
            RedisStand.To(redis.Address) with { Layout = RedisLayout.Cluster, CommandLimit = TimeSpan.FromMilliseconds(300) });
        var exception = await Should.ThrowAsync<RedisUnavailableException>(() => GetAsync(client));
        (exception.Reason, exception.MayHaveBeenCarriedOut).ShouldBe((RedisUnavailableReason.NotReady, false));
        exception.Message.ShouldContain("CLUSTERDOWN");
    }

    [Fact]
    public async Task Nodes_that_send_on_in_a_circle_are_not_followed_for_ever()
    {
        FakeRedis? self = null;
        await using var redis = self = new FakeRedis(words => words[0] switch
        {
            "CLUSTER" => RespWire.Array(Range(0, 16383, self!.Address)),
            "GET" => new RespValue.Error($"MOVED 7629 {self!.Address}"),
            _ => null,
        });
        await using var client = Client(redis);
        (await Should.ThrowAsync<RedisUnavailableException>(() => GetAsync(client))).Message.ShouldContain("MOVED");
    }

    [Fact]
    public async Task A_shard_channel_is_refused_rather_than_subscribed_to_at_the_wrong_node()
    {
        await using var redis = new FakeRedis(_ => null);
        await using var client = Client(redis);
        Should.Throw<NotSupportedException>(() => client.Subscribe(Wayleave.Server.Redis.PubSub.RedisSubscriptionKind.Shard, "c"));
    }
}
