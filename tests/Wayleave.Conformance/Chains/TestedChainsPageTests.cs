using System.Text;

namespace Wayleave.Conformance.Chains;

/// <summary>docs/tested-chains.md is the table itself: this writes it (with WAYLEAVE_WRITE=1) and checks it.</summary>
public sealed class TestedChainsPageTests
{
    private static readonly string File = SourceTree.At("docs", "tested-chains.md");

    [Fact]
    public async Task The_page_of_tested_chains_is_the_table()
    {
        var page = Page();
        if (Environment.GetEnvironmentVariable("WAYLEAVE_WRITE") == "1")
            await System.IO.File.WriteAllTextAsync(File, page);
        (await System.IO.File.ReadAllTextAsync(File)).ShouldBe(page, "run the Conformance tests with WAYLEAVE_WRITE=1 to write it anew");
    }

    [Fact]
    public void Every_row_has_a_name_of_its_own() =>
        ChainTable.All.Select(c => c.Name).ShouldBeUnique();

    [Fact]
    public void A_row_that_names_no_cause_is_one_that_works() =>
        ChainTable.All.Where(c => c.Cause is null != (c.Verdict == Wayleave.Rules.Diagnosis.Verdict.Works)).Select(c => c.Name).ShouldBeEmpty();

    private static string Page()
    {
        var text = new StringBuilder(
            $"""
            # Tested chains

            `./test` starts these {ChainTable.All.Count} chains of real programs on this machine, asks each for a WebSocket as a browser does, and lets
            `wayleave doctor` examine it. A row that works must get no finding above info. Where two causes or hops are named, the outside does not
            show which it is, and either is right. This page is written by the test that checks it.

            | chain | a browser's upgrade gets | verdict | first finding | at |
            | --- | --- | --- | --- | --- |

            """);
        foreach (var chain in ChainTable.All)
        {
            text.Append($"| {chain.Story} | {chain.Answers ?? "–"} | {chain.Verdict.ToString().ToLowerInvariant()} | {Either(chain.Cause, "`")} | {Either(chain.Hop, "")} |\n");
        }

        return text.ToString();
    }

    private static string Either(string? words, string quote) =>
        words is null ? "–" : string.Join(" or ", words.Split('|').Select(w => quote + w + quote));
}
