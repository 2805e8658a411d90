using System.Text.Json;
using Wayleave.Rules.Causes;

namespace Wayleave.Cli.Tests.Explain;

public sealed class ExplainCommandTests
{
    private readonly Terminal _terminal = new();

    [Fact]
    public async Task A_page_fits_its_prose_into_92_columns()
    {
        foreach (Cause cause in CauseCatalogue.All)
            (await _terminal.RunAsync("explain", cause.Name)).ShouldBe(0);
        string[] lines = _terminal.Output.Split('\n');
        lines.Where(l => l.Length > 92 && !l.StartsWith("      ", StringComparison.Ordinal) && !l.StartsWith("    from: ", StringComparison.Ordinal)).ShouldBeEmpty();
        lines.Where(l => l.Length > 130).Where(l => !l.StartsWith("    from: ", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_says_what_it_looks_like_and_what_to_change()
    {
        (await _terminal.RunAsync("explain", "http10-upstream")).ShouldBe(0);
        _terminal.Output.ShouldStartWith("http10-upstream\n  a hop speaks HTTP/1.0 to the app\n");
        _terminal.Output.ShouldContain("\n      proxy_http_version 1.1;\n");
        _terminal.Output.ShouldNotContain("`");
    }

    [Fact]
    public async Task The_list_has_every_cause()
    {
        (await _terminal.RunAsync("explain", "--list")).ShouldBe(0);
        foreach (Cause cause in CauseCatalogue.All)
            _terminal.Output.ShouldContain($"\n  {cause.Name}\n");
    }

    [Theory]
    [InlineData("orign-missing", "did you mean origin-missing")]
    [InlineData("idle-timeout", "idle-timeout-edge or idle-timeout-proxy or idle-timeout-app")]
    [InlineData("zzzzzzzzzzzzzzzz", "--list")]
    public async Task A_wrong_name_is_an_error_with_the_nearest_names(string typed, string hint)
    {
        (await _terminal.RunAsync("explain", typed)).ShouldBe(2);
        _terminal.Output.ShouldBeEmpty();
        _terminal.Error.ShouldContain(hint);
    }

    [Fact]
    public async Task No_name_is_an_error_that_names_the_list()
    {
        (await _terminal.RunAsync("explain")).ShouldBe(2);
        _terminal.Error.ShouldContain("--list");
    }

    [Fact]
    public async Task A_wrong_format_is_an_error()
    {
        (await _terminal.RunAsync("explain", "mixed-content", "--format", "0")).ShouldBe(2);
        _terminal.Error.ShouldContain("text, md or json");
    }

    [Fact]
    public async Task Json_holds_the_whole_page()
    {
        (await _terminal.RunAsync("explain", "mixed-content", "--format", "json")).ShouldBe(0);
        using var json = JsonDocument.Parse(_terminal.Output);
        Cause cause = CauseCatalogue.Find("mixed-content")!;
        json.RootElement.GetProperty("cause").GetString().ShouldBe(cause.Name);
        json.RootElement.GetProperty("looks").GetString().ShouldBe(cause.Looks);
        json.RootElement.GetProperty("fixes").GetArrayLength().ShouldBe(cause.Fixes.Length);
        json.RootElement.GetProperty("fixes")[0].GetProperty("snippet").GetString().ShouldBe(cause.Fixes[0].Snippet);
        json.RootElement.GetProperty("neighbours").GetArrayLength().ShouldBe(cause.Neighbours.Length);
    }

    [Fact]
    public async Task The_list_as_json_holds_every_cause()
    {
        (await _terminal.RunAsync("explain", "--list", "--format", "json")).ShouldBe(0);
        using var json = JsonDocument.Parse(_terminal.Output);
        json.RootElement.GetProperty("causes").GetArrayLength().ShouldBe(CauseCatalogue.All.Length);
    }

    [Fact]
    public async Task Markdown_is_the_documentations_page()
    {
        (await _terminal.RunAsync("explain", "mixed-content", "--format", "md")).ShouldBe(0);
        _terminal.Output.ShouldBe(CausePage.Markdown(CauseCatalogue.Find("mixed-content")!));
    }

    [Fact]
    public async Task The_documentation_is_written_into_a_folder()
    {
        string folder = Directory.CreateTempSubdirectory("wayleave-docs-").FullName;
        try
        {
            (await _terminal.RunAsync("explain", "--write-docs", folder)).ShouldBe(0);
            Directory.GetFiles(folder).Length.ShouldBe(CauseCatalogue.All.Length + 1);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
