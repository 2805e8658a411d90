using Wayleave.Rules.Causes;

namespace Wayleave.Rules.Tests.Causes;

public sealed class NearestCauseTests
{
    [Theory]
    [InlineData("orign-missing", "origin-missing")]
    [InlineData("mixed content", "mixed-content")]
    [InlineData("MIXED_CONTENT", "mixed-content")]
    [InlineData("forwarded-proto", "forwarded-proto-wrong")]
    [InlineData("csp-conect-src", "csp-connect-src")]
    [InlineData("origin-missign", "origin-missing")]
    public void A_slip_leads_to_the_name_that_was_meant(string typed, string meant) =>
        CauseCatalogue.Nearest(typed)[0].ShouldBe(meant);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("xyzzyxyzzyxyzzy")]
    public void Nothing_is_suggested_where_nothing_comes_near(string typed) =>
        CauseCatalogue.Nearest(typed).ShouldBeEmpty();

    [Fact]
    public void No_more_names_are_suggested_than_asked_for() => CauseCatalogue.Nearest("origin", 2).Length.ShouldBe(2);
}
