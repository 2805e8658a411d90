using Wayleave.Client.Deciding;

namespace Wayleave.Client.Tests.Deciding;

public sealed class RenewalRuleTests
{
    [Theory]
    [InlineData(10, 7.5)]
    [InlineData(60, 45)]
    [InlineData(120, 90)]
    [InlineData(121, 91)]
    [InlineData(3600, 3570)]
    [InlineData(1e9, 30 * 86_400)]
    public void A_ticket_is_asked_for_before_the_last_quarter_or_half_minute(double left, double wait) =>
        RenewalRule.Wait(TimeSpan.FromSeconds(left)).ShouldBe(TimeSpan.FromSeconds(wait));

    [Fact]
    public void No_ticket_is_asked_for_where_there_is_no_end_or_hardly_any_time()
    {
        RenewalRule.Wait(null).ShouldBeNull();
        RenewalRule.Wait(TimeSpan.Zero).ShouldBeNull();
        RenewalRule.Wait(TimeSpan.FromSeconds(9.9)).ShouldBeNull();
    }
}
