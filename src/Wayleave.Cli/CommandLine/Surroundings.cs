using System.Runtime.InteropServices;

namespace Wayleave.Cli.CommandLine;

/// <summary>All that a command may touch of the process it runs in; tests pass their own.</summary>
internal sealed record Surroundings
{
    /// <summary>Standard output: the result, and nothing else.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Standard error: progress, warnings, errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Standard input.</summary>
    public required TextReader Input { get; init; }

    /// <summary>Reads an environment variable; null if it is not set.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>True if a person sees <see cref="Output"/> on a terminal.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>True if a person sees <see cref="Error"/> on a terminal.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>True if a person types <see cref="Input"/> at a terminal.</summary>
    public bool InputIsTerminal { get; init; }

    /// <summary>The terminal's width in columns. Default 100, also where there is none.</summary>
    public int Width { get; init; } = 100;

    /// <summary>Ends with Ctrl-C, and with the polite signal to end.</summary>
    public CancellationToken Interrupted { get; init; }

    /// <summary>Has something done whenever the process gets a signal, instead of what it means by itself, until what is returned is disposed of.
    /// Default: there are no signals.</summary>
    public Func<PosixSignal, Action, IDisposable?> OnSignal { get; init; } = static (_, _) => null;

    /// <summary>True if colours are welcome: on a terminal that knows them, unless <c>NO_COLOR</c> says otherwise.</summary>
    public bool ColoursWelcome =>
        OutputIsTerminal && string.IsNullOrEmpty(Environment("NO_COLOR")) && Environment("TERM") is not "dumb";
}
