
namespace Wayleave.Cli.CommandLine;

/// <summary>The level from which a finding makes the exit status 1.</summary>
internal enum FailOn
{
    /// <summary>Only an error: a broken socket.</summary>
    Error,

    /// <summary>A warning too, a degraded one: the default.</summary>
    Warning,

    /// <summary>Any finding.</summary>
    Info,

    /// <summary>None.</summary>
    Never,
}
