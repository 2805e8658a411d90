namespace Wayleave.Cli.Tests.CommandLine;

public sealed class LaunchTests
{
    private readonly Terminal _terminal = new();

    [Fact]
    public async Task Without_arguments_it_says_what_there_is_and_that_it_could_not_run()
    {
        (await _terminal.RunAsync()).ShouldBe(2);
        _terminal.Output.ShouldContain("doctor");
    }

    [Fact]
    public async Task Help_lists_every_command()
    {
        (await _terminal.RunAsync("--help")).ShouldBe(0);
        foreach (var entry in Wayleave.Cli.CommandLine.CommandTable.Entries) _terminal.Output.ShouldContain(entry.Summary);
    }

    [Theory]
    [InlineData("doctr", "did you mean 'doctor'?")]
    [InlineData("frobnicate", "wayleave --help lists them")]
    [InlineData("wss://app.example/ws", "wayleave doctor wss://app.example/ws")]
    public async Task A_wrong_command_is_told_the_right_one(string typed, string hint)
    {
        (await _terminal.RunAsync(typed)).ShouldBe(2);
        _terminal.Error.ShouldContain(hint);
        _terminal.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--hodl", "there is no option --hodl; did you mean --hold?")]
    [InlineData("--xyzzy", "there is no option --xyzzy; wayleave doctor --help lists them")]
    public async Task A_wrong_option_is_told_the_right_one(string option, string line)
    {
        (await _terminal.RunAsync("doctor", option, "5s", "wss://app.example/ws")).ShouldBe(2);
        _terminal.Error.ShouldBe($"wayleave doctor: {line}\n");
    }
}
