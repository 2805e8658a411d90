using Wayleave.Probing;

namespace Wayleave.Cli.Connect;

/// <summary>What <c>connect</c> was asked to do, once the command line is understood.</summary>
internal sealed record ConnectRequest
{
    /// <summary>The URL and the handshake.</summary>
    public required ExaminationOptions Handshake { get; init; }

    /// <summary>Whether to print one JSON object an event.</summary>
    public bool Json { get; init; }

    /// <summary>How often to ping; null: never.</summary>
    public TimeSpan? Heartbeat { get; init; }

    /// <summary>How long to listen on after the end of a standard input that is no terminal. Default 1 s.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether to show cookies and tokens where the handshake is shown.</summary>
    public bool ShowSecrets { get; init; }

    /// <summary>Whether to do without colours.</summary>
    public bool NoColor { get; init; }
}
