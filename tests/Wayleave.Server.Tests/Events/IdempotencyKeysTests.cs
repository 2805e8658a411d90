using Wayleave.Protocol.Events;
using Wayleave.Server.Configuration;
using Wayleave.Server.Events.Stores;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Events;

public sealed class IdempotencyKeysTests
{
    private readonly FakeTimeProvider _time = new();
    private int _published;

    [Fact]
    public void A_key_is_remembered_for_ten_minutes()
    {
        var keys = new IdempotencyKeys(_time);
        Publish(keys, "a");
        _time.Advance(TimeSpan.FromMinutes(9.9));
        Publish(keys, "a").IsRepeated.ShouldBeTrue();
        _time.Advance(TimeSpan.FromMinutes(0.1));
        Publish(keys, "a").IsRepeated.ShouldBeFalse();
        _published.ShouldBe(2);
    }

    [Fact]
    public void Beyond_the_capacity_the_oldest_is_forgotten()
    {
        var keys = new IdempotencyKeys(_time, capacity: 2);
        foreach (var key in (string[])["a", "b", "c"])
            Publish(keys, key);
        Publish(keys, "b").IsRepeated.ShouldBeTrue();
        Publish(keys, "c").IsRepeated.ShouldBeTrue();
        Publish(keys, "a").IsRepeated.ShouldBeFalse();
    }

    private PublishOutcome Publish(IdempotencyKeys keys, string key) => keys.Once(
        new Publication("news", EventPayload.Of("1"u8.ToArray()), new ChannelSettings("*"), key), () => new EventPosition("e", ++_published, 1));
}
