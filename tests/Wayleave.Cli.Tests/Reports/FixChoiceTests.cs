using Wayleave.Cli.Reports;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Cli.Tests.Reports;

public sealed class FixChoiceTests
{
    private static readonly Cause s_cause = new(CauseNames.UpgradeHeaderStripped, CauseGroup.Delivery, "wrong")
    {
        Looks = "",
        Why = "",
        Confirm = "",
        Fixes = [.. new[] { "nginx", "caddy", "uvicorn", "django", "any" }.Select(product => new Fix(product, product, "", FixBasis.Documentation, ""))],
    };

    private static IEnumerable<string> Chosen(string hop, string[]? fixFor = null, Hop[]? hops = null) => FixChoice.For(s_cause, Finding(hop, fixFor ?? []), [.. hops ?? []]).Select(f => f.For);

    private static Finding Finding(string hop, string[] fixFor) =>
        new() { Cause = s_cause.Name, Severity = Severity.Error, Confidence = 1, Hop = hop, Summary = "", Evidence = [], FixFor = [.. fixFor] };

    [Fact]
    public void The_hop_s_own_fix_comes_first_and_the_general_one_last() => Chosen("nginx").ShouldBe(["nginx", "any"]);

    [Fact]
    public void The_products_that_the_finding_names_win_in_their_order() => Chosen("nginx", ["django", "caddy"]).ShouldBe(["django", "caddy", "any"]);

    [Fact]
    public void An_app_is_known_by_its_signs() =>
        Chosen("app", hops: [new Hop("app", HopKind.App, ["server: uvicorn"])]).ShouldBe(["uvicorn", "any"]);

    [Fact]
    public void A_cause_without_a_page_has_no_fix() => FixChoice.For(null, Finding("nginx", []), []).ShouldBeEmpty();

    [Fact]
    public void Where_nothing_suits_the_first_few_of_the_page_are_shown()
    {
        Cause special = s_cause with { Fixes = [.. s_cause.Fixes.Where(f => f.For != "any")] };
        FixChoice.For(special, Finding("haproxy", []), []).Select(f => f.For).ShouldBe(["nginx", "caddy", "uvicorn"]);
    }

    private static string[] ChosenFor(string cause, string hop, string[] signs, params string[] fixFor)
    {
        var finding = new Finding { Cause = cause, Severity = Severity.Error, Confidence = 0.9, Hop = hop, Summary = "…", Evidence = [], FixFor = [.. fixFor] };
        var kind = hop == "app" ? HopKind.App : HopKind.Proxy;
        return [.. FixChoice.For(CauseCatalogue.Find(cause), finding, [new Hop(hop, kind, [.. signs])]).Select(fix => fix.For)];
    }

    [Fact]
    public void An_app_gets_the_fix_of_what_its_signs_show() =>
        ChosenFor(CauseNames.ForwardedProtoWrong, "app", ["daphne: Server header"])[0].ShouldBe("django");

    [Fact]
    public void A_name_inside_another_word_is_no_sign() =>
        ChosenFor(CauseNames.UpgradeHeaderStripped, "proxy", ["cookie of mongodb-express-ws1"]).ShouldBe(["any"]);

    [Fact]
    public void What_the_finding_names_goes_before_the_hop() =>
        ChosenFor(CauseNames.ForwardedProtoWrong, "nginx", [], "kestrel")[0].ShouldBe("aspnet");
}
