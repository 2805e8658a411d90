using Wayleave.Server.Redis.Connections;

namespace Wayleave.Server.Tests.Redis;

public class RedisBackoffTests
{
    [Theory]
    [InlineData(0, "0 50 100 200 400 800 1600 2500 2500 2500")]
    [InlineData(0.5, "0 100 200 400 800 1600 3200 5000 5000 5000")]
    public void Waits_begin_with_none_and_double_up_to_5_s(double chance, string waits)
    {
        var backoff = new RedisBackoff(() => chance);
        string.Join(' ', Enumerable.Range(0, 10).Select(_ => backoff.Next().TotalMilliseconds)).ShouldBe(waits);
        backoff.Reset();
        backoff.Next().ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Waits_stay_bounded_however_long_it_goes_on()
    {
        var backoff = new RedisBackoff(() => 0.999);
        for (var attempt = 0; attempt < 200; attempt++)
            backoff.Next().ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromSeconds(7.5));
    }
}
