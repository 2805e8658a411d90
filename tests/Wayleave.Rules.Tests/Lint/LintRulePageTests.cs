using Wayleave.Rules.Lint;

namespace Wayleave.Rules.Tests.Lint;

public sealed class LintRulePageTests
{
    private const string Again = "regenerate with: ./wayleave lint --write-docs docs/lint/rules";

    [Fact]
    public void The_documentation_has_every_rules_page_as_it_is_and_no_other()
    {
        foreach (ILintRule rule in LintCatalogue.Rules)
            File.ReadAllText(Path.Combine(DocsFolder, rule.Info.Name + ".md")).ShouldBe(LintRulePage.Markdown(rule.Info), Again);
        Directory.EnumerateFiles(DocsFolder).Select(file => Path.GetFileNameWithoutExtension(file)!).Order()
            .ShouldBe(LintCatalogue.Rules.Select(rule => rule.Info.Name).Append("README").Order(), Again);
    }

    [Fact]
    public void The_documentations_list_of_rules_is_as_they_are() => File.ReadAllText(Path.Combine(DocsFolder, "README.md")).ShouldBe(LintRulePage.IndexMarkdown(LintCatalogue.Rules), Again);

    private static string DocsFolder
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Wayleave.slnx")))
                folder = folder.Parent;
            return Path.Combine(folder!.FullName, "docs", "lint", "rules");
        }
    }
}
