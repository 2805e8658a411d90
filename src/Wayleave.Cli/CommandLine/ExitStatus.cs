namespace Wayleave.Cli.CommandLine;

/// <summary>The three outcomes of every command.</summary>
internal static class ExitStatus
{
    /// <summary>Done, and nothing found that matters.</summary>
    public const int Fine = 0;

    /// <summary>Done, and something was found.</summary>
    public const int Found = 1;

    /// <summary>It could not be told: bad arguments, nothing to work on, an interruption.</summary>
    public const int CouldNotTell = 2;
}
