using Wayleave.Cli.CommandLine;
using Wayleave.Lab.Catalogue;

namespace Wayleave.Cli.Tests.Lab;

public sealed class LabCommandTests
{
    private readonly Terminal _terminal = new();

    [Fact]
    public async Task The_list_names_every_hop_and_fault()
    {
        (await _terminal.RunAsync("lab", "--list")).ShouldBe(0);
        foreach (var hop in LabCatalogue.StandIns)
            _terminal.Output.ShouldContain($"\n  {hop.Name} ");
        foreach (var fault in LabCatalogue.Faults)
            _terminal.Output.ShouldContain($"\n  {fault.Word.Usage} ");
    }

    [Theory]
    [InlineData("unknown fault 'strip-upgrad' at column 7; did you mean 'strip-upgrade'?", "nginx:strip-upgrad", "--to", "http://127.0.0.1:1")]
    [InlineData("a chain is missing", "--to", "http://127.0.0.1:1")]
    [InlineData("--to is missing", "nginx")]
    [InlineData("--to: 'nowhere' is no http or https URL", "nginx", "--to", "nowhere")]
    [InlineData("--speed must be above 0", "nginx", "--to", "http://127.0.0.1:1", "--speed", "0")]
    [InlineData("--listen: ", "nginx", "--to", "http://127.0.0.1:1", "--listen", "nowhere:1")]
    [InlineData("--cert: there is no file missing.pem", "nginx", "--to", "http://127.0.0.1:1", "--cert", "missing.pem")]
    public async Task A_mistake_is_told_and_nothing_listens(string expected, params string[] args)
    {
        (await _terminal.RunAsync(["lab", .. args])).ShouldBe(2);
        _terminal.Error.ShouldContain(expected);
        _terminal.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_prints_each_hops_address_and_the_authoritys_file_and_ends_well_when_interrupted()
    {
        using var interrupted = new CancellationTokenSource();
        using var output = new Flushed();
        var running = Launch.RunAsync(
            ["lab", "cloudflare:full,nginx", "--to", "http://127.0.0.1:1", "--tls"],
            _terminal.Surroundings with { Output = output, Interrupted = interrupted.Token });
        string[] lines = (await output.Text.WaitAsync(TimeSpan.FromSeconds(10))).Split('\n', StringSplitOptions.TrimEntries);
        lines[0].ShouldStartWith("lab listens on https://127.0.0.1:");
        lines[2].ShouldStartWith("nginx        https://127.0.0.1:");
        string authority = lines[4].Split(' ')[^1];
        (await File.ReadAllTextAsync(authority)).ShouldStartWith("-----BEGIN CERTIFICATE-----");
        await interrupted.CancelAsync();
        (await running).ShouldBe(0);
        File.Exists(authority).ShouldBeFalse();
    }

    private sealed class Flushed : StringWriter
    {
        private readonly TaskCompletionSource<string> _text = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Text => _text.Task;

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            _text.TrySetResult(ToString());
            return Task.CompletedTask;
        }
    }
}
