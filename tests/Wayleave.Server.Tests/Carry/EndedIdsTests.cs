using System.Globalization;
using Wayleave.Server.Carry;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Carry;

public sealed class EndedIdsTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void One_is_remembered_for_a_minute_and_forgotten_after_two()
    {
        var ended = new EndedIds(_time);
        _time.Advance(TimeSpan.FromSeconds(50));
        ended.Add("a");
        _time.Advance(TimeSpan.FromMinutes(1));
        ended.Contains("a").ShouldBeTrue();
        ended.Add("b");
        _time.Advance(TimeSpan.FromMinutes(1));
        (ended.Contains("a"), ended.Contains("b")).ShouldBe((false, true));
        _time.Advance(TimeSpan.FromHours(1));
        ended.Contains("b").ShouldBeFalse();
        ended.Add("c");
        _time.Advance(TimeSpan.FromHours(1));
        ended.Contains("c").ShouldBeFalse();
    }

    [Fact]
    public void Of_more_than_are_kept_the_latest_are()
    {
        var ended = new EndedIds(_time);
        var ids = Enumerable.Range(0, 20_000).Select(each => each.ToString(CultureInfo.InvariantCulture)).ToArray();
        foreach (var id in ids)
            ended.Add(id);
        ids.Count(ended.Contains).ShouldBeLessThanOrEqualTo(16 * 1024);
        ids[^8000..].ShouldAllBe(id => ended.Contains(id));
    }
}
