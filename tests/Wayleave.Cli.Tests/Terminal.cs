using System.Text;
using Wayleave.Cli.CommandLine;

namespace Wayleave.Cli.Tests;

/// <summary>A made-up terminal: runs a command line and keeps what it wrote.</summary>
internal sealed class Terminal
{
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    public Dictionary<string, string> Environment { get; } = [];

    public bool IsTerminal { get; set; }

    public string Input { get; set; } = "";

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public Surroundings Surroundings => new()
    {
        Output = new StringWriter(_output) { NewLine = "\n" },
        Error = new StringWriter(_error) { NewLine = "\n" },
        Input = new StringReader(Input),
        Environment = name => Environment.GetValueOrDefault(name),
        Time = TimeProvider.System,
        OutputIsTerminal = IsTerminal,
        ErrorIsTerminal = IsTerminal,
    };

    public Task<int> RunAsync(params string[] args) => Launch.RunAsync(args, Surroundings);
}
