using Wayleave.Rules.Causes;

namespace Wayleave.Rules.Tests.Causes;

public sealed class FixNamesTests
{
    [Fact]
    public void Every_family_leads_to_a_name_that_some_page_uses()
    {
        var used = CauseCatalogue.All.SelectMany(cause => cause.Fixes).Select(fix => fix.For).ToHashSet();
        FixNames.Products.Where(product => !FixNames.Of(product).Any(used.Contains)).ShouldBeEmpty();
    }

    [Fact]
    public void A_product_without_a_family_goes_by_its_own_name() => FixNames.Of("haproxy").ShouldBe(["haproxy"]);
}
