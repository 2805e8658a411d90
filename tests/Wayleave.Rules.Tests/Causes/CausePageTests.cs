using Wayleave.Rules.Causes;

namespace Wayleave.Rules.Tests.Causes;

public sealed class CausePageTests
{
    public static TheoryData<string> Pages => [.. CauseCatalogue.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_committed_page_is_the_generated_one(string name) =>
        File.ReadAllText(Path.Combine(DocsFolder, name + ".md"))
            .ShouldBe(CausePage.Markdown(CauseCatalogue.Find(name)!), "regenerate with: ./wayleave explain --write-docs docs/causes");

    [Fact]
    public void The_committed_index_is_the_generated_one() =>
        File.ReadAllText(Path.Combine(DocsFolder, "README.md")).ShouldBe(CausePage.IndexMarkdown());

    [Fact]
    public void No_page_is_left_of_a_cause_that_is_gone() =>
        Directory.GetFiles(DocsFolder).Select(Path.GetFileNameWithoutExtension).ShouldBe(
            CauseCatalogue.All.Select(c => c.Name).Append("README"), ignoreOrder: true);

    [Fact]
    public void A_page_tells_what_was_tried_from_what_was_read()
    {
        Cause cause = CauseCatalogue.All[0] with
        {
            Fixes = [Fix.Tried("nginx", "Do this.", "a b;", "A_test"), Fix.Tried("caddy", "Do it.", "c", "Other_test", "https://example.org/"), Fix.Documented("any", "Do that.", "", "https://example.com/")],
        };
        string page = CausePage.Markdown(cause);
        page.ShouldContain("### nginx\n\nDo this.\n\n```\na b;\n```\n\nTried by our test `A_test`.\n");
        page.ShouldContain("Tried by our test `Other_test`. Documentation: <https://example.org/>\n");
        page.ShouldContain("### anywhere\n\nDo that.\n\nFrom documentation: <https://example.com/>\n");
    }

    private static string DocsFolder
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Wayleave.slnx")))
                folder = folder.Parent;
            return Path.Combine(folder!.FullName, "docs", "causes");
        }
    }
}
