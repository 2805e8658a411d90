using System.Reflection;
using Wayleave.Rules.Causes;

namespace Wayleave.Rules.Tests.Causes;

public sealed class CauseCatalogueTests
{
    private static readonly string[] Names =
    [
        .. typeof(CauseNames)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .OrderBy(f => f.MetadataToken)
            .Select(f => (string)f.GetRawConstantValue()!),
    ];

    public static TheoryData<string> Pages => [.. CauseCatalogue.All.Select(c => c.Name)];

    [Fact]
    public void The_pages_are_those_of_the_vocabulary_in_its_order() =>
        CauseCatalogue.All.Select(c => c.Name).ShouldBe(Names);

    [Fact]
    public void Groups_stand_together_and_in_order() =>
        CauseCatalogue.All.Select(c => c.Group).ShouldBe(CauseCatalogue.All.Select(c => c.Group).Order());

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_is_found_by_its_name(string name) => CauseCatalogue.Find(name)!.Name.ShouldBe(name);

    [Fact]
    public void No_page_is_found_by_another_name() => CauseCatalogue.Find("Origin-Not-Allowlisted").ShouldBeNull();

    [Theory]
    [MemberData(nameof(Pages))]
    public void Texts_are_whole_sentences(string name)
    {
        Cause cause = CauseCatalogue.Find(name)!;
        cause.Wrong.ShouldNotEndWith(".");
        cause.Wrong.ShouldNotContain("`");
        foreach (string text in new[] { cause.Looks, cause.Why, cause.Confirm })
        {
            text.ShouldEndWith(".");
            text.Length.ShouldBeGreaterThan(40);
            text.ShouldNotContain("  ");
            (text.Count(c => c == '`') % 2).ShouldBe(0, text);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_page_says_what_to_change_and_where_that_is_written(string name)
    {
        Cause cause = CauseCatalogue.Find(name)!;
        cause.Fixes.ShouldNotBeEmpty();
        foreach (Fix fix in cause.Fixes)
        {
            fix.For.ShouldMatch("^[a-z][a-z0-9.-]*$");
            fix.Summary.ShouldEndWith(".");
            fix.Summary.ShouldNotContain("`");
            fix.Source.ShouldNotBeEmpty();
            if (fix.Basis == FixBasis.Documentation)
                Uri.TryCreate(fix.Source, UriKind.Absolute, out _).ShouldBeTrue(fix.Source);
            fix.Snippet.ShouldNotContain("\t");
            fix.Snippet.ShouldBe(fix.Snippet.Trim('\n'));
            foreach (string line in fix.Snippet.Split('\n'))
                line.ShouldBe(line.TrimEnd());
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void What_holds_anywhere_stands_last(string name)
    {
        Cause cause = CauseCatalogue.Find(name)!;
        cause.Fixes.SkipWhile(f => f.For != "any").ShouldAllBe(f => f.For == "any");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Neighbours_are_other_causes_of_the_vocabulary(string name)
    {
        Cause cause = CauseCatalogue.Find(name)!;
        cause.Neighbours.ShouldNotContain(name);
        cause.Neighbours.ShouldBeSubsetOf(Names);
        cause.Neighbours.ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Words_in_backticks_that_look_like_causes_are_causes(string name)
    {
        Cause cause = CauseCatalogue.Find(name)!;
        var quoted = string.Join(' ', cause.Looks, cause.Why, cause.Confirm).Split('`').Where((_, i) => i % 2 == 1);
        foreach (string word in quoted.Where(w => !w.StartsWith('-') && w.Split('-').Length >= 3 && w.All(c => c is '-' || char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))))
            Names.ShouldContain(word);
    }
}
