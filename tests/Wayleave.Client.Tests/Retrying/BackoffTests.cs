using Wayleave.Client.Retrying;

namespace Wayleave.Client.Tests.Retrying;

public sealed class BackoffTests
{
    [Fact]
    public void Waits_are_drawn_below_a_ceiling_that_doubles_to_the_highest()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20));
        Enumerable.Range(0, 7).Select(_ => backoff.Next(0.5).TotalSeconds).ShouldBe([0.5, 1, 2, 4, 8, 10, 10]);
        backoff.Reset();
        backoff.Next(0).ShouldBe(TimeSpan.Zero);
        backoff.Next(0.25).ShouldBe(TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public void The_servers_window_is_the_least_ceiling()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20)) { Window = TimeSpan.FromSeconds(5) };
        Enumerable.Range(0, 5).Select(_ => backoff.Next(0.5).TotalSeconds).ShouldBe([2.5, 2.5, 2.5, 4, 8]);
        backoff.Window = TimeSpan.FromMinutes(1);
        backoff.Next(0.5).ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void However_often_it_fails_a_wait_is_one()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        for (var n = 0; n < 5000; n++)
            backoff.Next(0.999).ShouldBeLessThan(TimeSpan.FromDays(1));
        backoff.Failures.ShouldBe(5000);
    }
}
