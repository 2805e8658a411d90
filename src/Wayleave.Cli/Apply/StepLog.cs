using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Reports.Text;

namespace Wayleave.Cli.Apply;

/// <summary>Tells each step as it is done; on a terminal also the one that is going on.</summary>
internal sealed class StepLog(Surroundings surroundings)
{
    private const int NameWidth = 9;

    private readonly Ink _ink = new(surroundings.ColoursWelcome);
    private string _step = "";

    /// <summary>A step begins.</summary>
    /// <param name="step">Its name, a word.</param>
    public async Task BeginAsync(string step)
    {
        _step = step;
        if (surroundings.OutputIsTerminal) await WriteAsync($"\r  … {step}").ConfigureAwait(false);
    }

    /// <summary>The step is done.</summary>
    public Task DoneAsync(string what) => EndAsync(_ink.Green("ok  "), what);

    /// <summary>The step had nothing to do.</summary>
    public Task PassedOverAsync(string why) => EndAsync(_ink.Dim("–   "), why);

    /// <summary>The step is done, and somebody should know something.</summary>
    public Task WarnAsync(string what) => EndAsync(_ink.Yellow("note"), what);

    /// <summary>The step failed.</summary>
    /// <param name="what">What failed.</param>
    /// <param name="more">Lines that say more.</param>
    public async Task FailedAsync(string what, IEnumerable<string>? more = null)
    {
        await EndAsync(_ink.Red("fail"), what).ConfigureAwait(false);
        foreach (string line in more ?? []) await WriteAsync(line + "\n").ConfigureAwait(false);
    }

    /// <summary>A sentence of its own.</summary>
    public Task SayAsync(string text) => WriteAsync(text + "\n");

    private Task EndAsync(string mark, string what) => WriteAsync($"{(surroundings.OutputIsTerminal ? "\r\u001b[K" : "")}{mark} {_step,-NameWidth} {what}\n");

    // Each step is seen when it is done, also through a pipe.
    private async Task WriteAsync(string text)
    {
        await surroundings.Output.WriteAsync(text).ConfigureAwait(false);
        await surroundings.Output.FlushAsync().ConfigureAwait(false);
    }
}
