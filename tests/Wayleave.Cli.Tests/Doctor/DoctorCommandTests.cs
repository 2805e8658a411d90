using System.Text.Json;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Tests.Doctor;

public sealed class DoctorCommandTests : IDisposable
{
    private readonly Terminal _terminal = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("wayleave-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Saved(Run run)
    {
        string file = Path.Combine(_folder, "run.json");
        File.WriteAllText(file, JsonSerializer.Serialize(run, FactsJson.Default.Run));
        return file;
    }

    [Theory]
    [InlineData("", "which URL?")]
    [InlineData("example.com/ws", "write wss://example.com/ws")]
    [InlineData("wss://a/ --hold", "--hold needs a value")]
    [InlineData("wss://a/ --hold 3x", "--hold: '3x' is not a duration; a duration is written 500ms")]
    [InlineData("wss://a/ --timeout 0s", "--timeout: 0s is out of range: from 50ms to 10m")]
    [InlineData("wss://a/ --hold 1s --hold 2s", "--hold is given more than once")]
    [InlineData("wss://a/ --message-size 1k", "--message-size: '1k' is not a size")]
    [InlineData("wss://a/ --burst -1", "--burst: '-1' is not a whole number")]
    [InlineData("wss://a/ --burst x", "--burst: 'x' is not a whole number from 1 to 10000")]
    [InlineData("wss://a/ --origin inner", "--origin: 'inner' has no port")]
    [InlineData("wss://a/ --origin a:1 --via a:1", "a:1 is given twice")]
    [InlineData("wss://a/ --header x", "--header: 'x' has no colon")]
    [InlineData("wss://a/ --page-origin x", "--page-origin: 'x' is not an Origin")]
    [InlineData("wss://a/ --resolver x", "--resolver: 'x' is not an address")]
    [InlineData("wss://a/ --ca /nope.pem", "--ca: there is no file /nope.pem")]
    [InlineData("wss://a/ --proxy", "--proxy: HTTPS_PROXY names no proxy for a")]
    [InlineData("wss://a/ --format jsn", "--format: there is no 'jsn'; did you mean json?")]
    [InlineData("wss://a/ --fail-on nothing", "--fail-on: there is no 'nothing'; write error, warning, info or never")]
    [InlineData("wss://a/ --metrics 9180", "--metrics needs --watch")]
    [InlineData("wss://a/ --watch 60s --format html", "--watch prints text or json")]
    [InlineData("wss://a/ b", "'b' is one argument too many")]
    [InlineData("wss://a/ --from x", "leave the URL out")]
    [InlineData("--from /nope/run.json", "/nope/run.json")]
    public async Task A_bad_argument_is_told_in_a_line(string line, string complaint)
    {
        (await _terminal.RunAsync(["doctor", .. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)])).ShouldBe(2);
        _terminal.Error.ShouldContain(complaint);
        _terminal.Error.Trim('\n').ShouldNotContain('\n');
        _terminal.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task All_complaints_come_at_once()
    {
        await _terminal.RunAsync("doctor", "wss://a:0/", "--hold", "x", "--burst", "y");
        _terminal.Error.Trim('\n').Split('\n').Length.ShouldBe(3);
    }

    [Theory]
    [InlineData("--format", "json")]
    [InlineData("--format=json", "--hold=1s")]
    public async Task With_json_the_complaint_is_json_too(string first, string second)
    {
        (await _terminal.RunAsync("doctor", "wss://a:70000/ws", first, second)).ShouldBe(2);
        using JsonDocument json = JsonDocument.Parse(_terminal.Output);
        json.RootElement.GetProperty("error").GetString()!.ShouldContain("70000");
        json.RootElement.GetProperty("verdict").GetString().ShouldBe("inconclusive");
        json.RootElement.GetProperty("target").GetString().ShouldBe("wss://a:70000/ws");
    }

    [Theory]
    [InlineData("", "not a saved run")]
    [InlineData("{}", "not a saved run")]
    [InlineData("null", "not a saved run")]
    [InlineData("<html>", "not a saved run")]
    [InlineData("{\"probes\":[{\"kind\":\"nonsense\"}]}", "not a saved run")]
    public async Task A_file_that_is_no_run_is_told_so(string content, string complaint)
    {
        string file = Path.Combine(_folder, "x.json");
        await File.WriteAllTextAsync(file, content);
        (await _terminal.RunAsync("doctor", "--from", file)).ShouldBe(2);
        _terminal.Error.ShouldContain(complaint);
        _terminal.Error.ShouldNotContain(" at Wayleave");
    }

    [Fact]
    public async Task A_run_of_another_schema_is_refused()
    {
        (await _terminal.RunAsync("doctor", "--from", Saved(Samples.Healthy() with { Schema = "wayleave/facts/9" }))).ShouldBe(2);
        _terminal.Error.ShouldContain("wayleave/facts/9");
    }

    [Fact]
    public async Task A_healthy_run_exits_with_0()
    {
        (await _terminal.RunAsync("doctor", "--from", Saved(Samples.Healthy()))).ShouldBe(0);
        _terminal.Output.ShouldContain("✓ works");
        _terminal.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_broken_run_exits_with_1()
    {
        (await _terminal.RunAsync("doctor", "--from", Saved(Refused()), "--format", "json")).ShouldBe(1);
        using JsonDocument json = JsonDocument.Parse(_terminal.Output);
        json.RootElement.GetProperty("verdict").GetString().ShouldBe("broken");
        json.RootElement.TryGetProperty("error", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task With_fail_on_never_a_broken_run_exits_with_0() =>
        (await _terminal.RunAsync("doctor", "--from", Saved(Refused()), "--fail-on", "never")).ShouldBe(0);

    [Fact]
    public async Task An_interrupted_run_exits_with_2_and_shows_what_is_known()
    {
        (await _terminal.RunAsync("doctor", "--from", Saved(Samples.Healthy() with { Interrupted = true }), "--format", "json")).ShouldBe(2);
        using JsonDocument json = JsonDocument.Parse(_terminal.Output);
        json.RootElement.GetProperty("error").GetString()!.ShouldContain("interrupted");
        json.RootElement.GetProperty("probes").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_report_goes_to_a_file_whose_ending_chooses_the_format()
    {
        string file = Path.Combine(_folder, "report.html");
        (await _terminal.RunAsync("doctor", "--from", Saved(Samples.Healthy()), "-o", file)).ShouldBe(0);
        (await File.ReadAllTextAsync(file)).ShouldStartWith("<!doctype html>");
        _terminal.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_saved_run_is_judged_again_as_it_was()
    {
        string first = Saved(Refused()), second = Path.Combine(_folder, "again.json");
        await _terminal.RunAsync("doctor", "--from", first, "--save", second, "--format", "json");
        string once = _terminal.Output;
        var again = new Terminal();
        await again.RunAsync("doctor", "--from", second, "--format", "json");
        again.Output.ShouldBe(once);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("1", false)]
    public async Task Colours_come_on_a_terminal_unless_NO_COLOR_is_set(string noColor, bool colours)
    {
        _terminal.IsTerminal = true;
        _terminal.Environment["NO_COLOR"] = noColor;
        await _terminal.RunAsync("doctor", "--from", Saved(Samples.Healthy()));
        _terminal.Output.Contains('\u001b').ShouldBe(colours);
    }

    [Fact]
    public async Task No_colours_go_into_a_pipe()
    {
        await _terminal.RunAsync("doctor", "--from", Saved(Samples.Healthy()));
        _terminal.Output.ShouldNotContain("\u001b");
    }

    // What no rule can see otherwise: nothing listens there.
    private static Run Refused() => Samples.Run(
        new DnsProbe { Id = "p1", Name = "dns-system", Url = Samples.Target, StartMs = 0, ElapsedMs = 1, Outcome = "not found", Host = "app.example", Resolver = "system", Failure = new Failure(FailureStage.Resolve, FailureKind.NameNotFound, "Name or service not known") },
        Samples.Upgrade("p2", new HttpExchange { Method = "GET", Path = "/ws", RequestHeaders = [], Failure = new Failure(FailureStage.Resolve, FailureKind.NameNotFound, "Name or service not known") }));
}
