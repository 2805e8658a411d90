namespace Wayleave.Cli.Apply;

/// <summary>How a command ended.</summary>
/// <param name="Status">Its exit status; null if it did not end in time.</param>
/// <param name="Output">What it printed, both streams.</param>
internal sealed record ShellResult(int? Status, string Output)
{
    /// <summary>True if it ended well.</summary>
    public bool Ok => Status == 0;

    /// <summary>How it ended, in words that follow the command.</summary>
    public string Told => Status is { } status ? $"ended with status {status}" : "did not end in time";

    /// <summary>The last lines that it printed, indented.</summary>
    public IEnumerable<string> LastLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(12).Select(line => "    " + Printable.Line(line.TrimEnd('\r')));
}
