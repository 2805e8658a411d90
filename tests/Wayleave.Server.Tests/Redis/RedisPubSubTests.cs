using Wayleave.Protocol.Resp;
using Wayleave.Server.Redis;
using Wayleave.Server.Redis.PubSub;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Redis;

public class RedisPubSubTests
{
    private readonly RedisStand _stand = new(new FakeTimeProvider());
    private FakeRedisPeer? _line;

    // Confirms as Redis does; the connection on which it was asked is the line of messages.
    private RespValue.Push? Confirm(FakeRedisPeer peer, string[] words)
    {
        if (!words[0].EndsWith("SUBSCRIBE", StringComparison.Ordinal))
            return null;
        _line = peer;
        return new RespValue.Push([RespWire.Bulk(words[0].ToLowerInvariant()), RespWire.Bulk(words[1]), new RespValue.Integer(1)]);
    }

    private FakeRedis Redis() => new(Confirm);

    private static async Task<string> NextAsync(RedisSubscription subscription) => Tell(await subscription.Deliveries.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10)));

    private static string Tell(RedisDelivery delivery) => delivery switch
    {
        RedisDelivery.Message message => $"{message.Channel}={System.Text.Encoding.UTF8.GetString(message.Payload.Span)}",
        RedisDelivery.Missed missed => $"missed: {missed.Reason}",
        _ => delivery.ToString(),
    };

    private static Task ConfirmedAsync(RedisSubscription subscription) => subscription.Confirmed.WaitAsync(TimeSpan.FromSeconds(10));

    [Theory]
    [InlineData(RedisSubscriptionKind.Channel, "SUBSCRIBE", "message")]
    [InlineData(RedisSubscriptionKind.Shard, "SSUBSCRIBE", "smessage")]
    public async Task Messages_come_in_order(object kind, string command, string word)
    {
        await using var redis = Redis();
        await using var client = _stand.Client(redis);
        using var subscription = client.Subscribe((RedisSubscriptionKind)kind, "é", 10);
        await ConfirmedAsync(subscription);
        (await _line!.HearAsync()).ShouldBe([command, "é"]);
        await _line.SendAsync(RespWire.Push(word, "é", "1"), RespWire.Push(word, "other", "x"), RespWire.Push(word, "é", "2"));
        (await NextAsync(subscription)).ShouldBe("é=1");
        (await NextAsync(subscription)).ShouldBe("é=2");
    }

    [Fact]
    public async Task Messages_of_a_pattern_tell_their_channel()
    {
        await using var redis = Redis();
        await using var client = _stand.Client(redis);
        using var subscription = client.Subscribe(RedisSubscriptionKind.Pattern, "a*", 10);
        await ConfirmedAsync(subscription);
        (await _line!.HearAsync()).ShouldBe(["PSUBSCRIBE", "a*"]);
        await _line.SendAsync(RespWire.Push("pmessage", "a*", "abc", "1"));
        (await NextAsync(subscription)).ShouldBe("abc=1");
    }

    [Fact]
    public async Task Two_subscribers_are_one_for_the_server_until_the_last_leaves()
    {
        await using var redis = Redis();
        await using var client = _stand.Client(redis);
        var first = client.Subscribe(RedisSubscriptionKind.Channel, "c", 10);
        await ConfirmedAsync(first);
        var second = client.Subscribe(RedisSubscriptionKind.Channel, "c", 10);
        await ConfirmedAsync(second);
        await _line!.SendAsync(RespWire.Push("message", "c", "1"));
        ((await NextAsync(first)), (await NextAsync(second))).ShouldBe(("c=1", "c=1"));
        first.Dispose();
        first.Dispose();
        await _line.SendAsync(RespWire.Push("message", "c", "2"));
        (await NextAsync(second)).ShouldBe("c=2");
        first.Deliveries.Completion.IsCompleted.ShouldBeTrue();
        second.Dispose();
        using var third = client.Subscribe(RedisSubscriptionKind.Channel, "c", 10);
        await ConfirmedAsync(third);
        string[][] heard = [await _line.HearAsync(), await _line.HearAsync(), await _line.HearAsync()];
        heard.ShouldBe([["SUBSCRIBE", "c"], ["UNSUBSCRIBE", "c"], ["SUBSCRIBE", "c"]]);
    }

    [Fact]
    public async Task A_full_queue_is_told_at_once_and_the_next_message_after_it_is_in_order()
    {
        await using var redis = Redis();
        await using var client = _stand.Client(redis);
        using var slow = client.Subscribe(RedisSubscriptionKind.Channel, "c", 2);
        using var quick = client.Subscribe(RedisSubscriptionKind.Channel, "c", 100);
        await ConfirmedAsync(slow);
        await ConfirmedAsync(quick);
        foreach (var number in (int[])[1, 2, 3, 4, 5])
            await _line!.SendAsync(RespWire.Push("message", "c", $"{number}"));
        foreach (var number in (int[])[1, 2, 3, 4, 5])
            (await NextAsync(quick)).ShouldBe($"c={number}");

        // No further message is needed for the subscriber to hear of it.
        slow.Deliveries.Count.ShouldBe(3);
        (await NextAsync(slow)).ShouldBe("c=1");
        // It is still full, and what stands last in it covers this one too.
        await _line!.SendAsync(RespWire.Push("message", "c", "6"));
        (await NextAsync(quick)).ShouldBe("c=6");
        slow.Deliveries.Count.ShouldBe(2);
        ((await NextAsync(slow)), (await NextAsync(slow))).ShouldBe(("c=2", "missed: QueueFull"));
        await _line.SendAsync(RespWire.Push("message", "c", "7"));
        (await NextAsync(slow)).ShouldBe("c=7");
    }

    [Fact]
    public async Task After_a_reconnect_the_subscriber_is_told_before_the_first_new_message()
    {
        await using var redis = Redis();
        await using var client = _stand.Client(redis);
        using var subscription = client.Subscribe(RedisSubscriptionKind.Channel, "c", 10);
        await ConfirmedAsync(subscription);
        var before = _line!;
        await before.SendAsync(RespWire.Push("message", "c", "1"));
        (await NextAsync(subscription)).ShouldBe("c=1");
        before.Reset();
        (await NextAsync(subscription)).ShouldBe("missed: Reconnected");
        _line.ShouldNotBe(before);
        (await _line!.HearAsync()).ShouldBe(["SUBSCRIBE", "c"]);
        await _line.SendAsync(RespWire.Push("message", "c", "2"));
        (await NextAsync(subscription)).ShouldBe("c=2");
    }

    [Fact]
    public async Task A_refused_subscription_says_so_and_leaves_the_others()
    {
        await using var redis = new FakeRedis((peer, words) => words is [_, "secret"] ? new RespValue.Error("NOPERM this channel is not yours") : Confirm(peer, words));
        await using var client = _stand.Client(redis);
        using var refused = client.Subscribe(RedisSubscriptionKind.Channel, "secret", 10);
        using var allowed = client.Subscribe(RedisSubscriptionKind.Channel, "c", 10);
        (await Should.ThrowAsync<RedisErrorException>(() => ConfirmedAsync(refused))).Code.ShouldBe("NOPERM");
        await ConfirmedAsync(allowed);
        await _line!.SendAsync(RespWire.Push("message", "c", "1"));
        (await NextAsync(allowed)).ShouldBe("c=1");
    }

    [Fact]
    public async Task A_subscription_made_while_there_is_no_connection_counts_once_there_is_one()
    {
        await using var redis = new FakeRedis((peer, words) => Confirm(peer, words), greets: true);
        await using var client = _stand.Client(redis);
        var subscriptions = Enumerable.Range(0, 5000).Select(number => client.Subscribe(RedisSubscriptionKind.Channel, $"c{number}", 1)).ToArray();
        foreach (var subscription in subscriptions)
            await ConfirmedAsync(subscription);
        await client.DisposeAsync();
        subscriptions.ShouldAllBe(subscription => subscription.Deliveries.Completion.IsCompleted);
    }
}
