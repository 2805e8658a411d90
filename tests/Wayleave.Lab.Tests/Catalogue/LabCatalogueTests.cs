using System.Reflection;
using System.Runtime.CompilerServices;
using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Faults;
using Wayleave.Lab.Grammar;
using Wayleave.Lab.Hops;

namespace Wayleave.Lab.Tests.Catalogue;

public sealed class LabCatalogueTests
{
    [Fact]
    public void Every_fault_and_every_hop_that_exists_is_listed()
    {
        var assembly = typeof(LabCatalogue).Assembly;
        int faults = assembly.GetTypes().Count(t => t.IsSubclassOf(typeof(Fault)) && !t.IsAbstract);
        int hops = assembly.GetTypes().Count(t => t.IsSubclassOf(typeof(StandIn)) && !t.IsAbstract);
        LabCatalogue.Faults.Length.ShouldBe(faults);
        LabCatalogue.StandIns.Length.ShouldBe(hops);
    }

    [Fact]
    public void Every_fault_has_a_test() => Traits("fault").ShouldBe(LabCatalogue.Faults.Select(f => f.Word.Name), ignoreOrder: true);

    [Fact]
    public void Every_hop_has_a_test() => Traits("hop").ShouldBe(LabCatalogue.StandIns.Select(h => h.Name), ignoreOrder: true);

    [Fact]
    public void Every_word_stands_in_the_documentation_as_it_is_listed()
    {
        string page = File.ReadAllText(Path.Combine(Root(), "docs", "lab.md"));
        IEnumerable<SettingWord> words = [.. LabCatalogue.Faults.Select(f => f.Word), .. LabCatalogue.StandIns.SelectMany(h => h.Settings)];
        foreach (var word in words)
            page.ShouldContain($"{word.Usage}` | {word.Summary}");
        foreach (var hop in LabCatalogue.StandIns)
            page.ShouldContain($"| `{hop.Name}` | {hop.Summary}");
    }

    private static IEnumerable<string> Traits(string name) => typeof(LabCatalogueTests).Assembly.GetTypes()
        .SelectMany(t => t.GetMethods())
        .SelectMany(m => m.GetCustomAttributes<TraitAttribute>())
        .Where(t => t.Name == name)
        .Select(t => t.Value)
        .Distinct();

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
