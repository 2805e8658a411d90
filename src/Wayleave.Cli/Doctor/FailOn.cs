
namespace Wayleave.Cli.Doctor;

/// <summary>The level from which a finding makes the exit status 1.</summary>
internal enum FailOn
{
    /// <summary>Only a broken socket.</summary>
    Error,

    /// <summary>A broken or a degraded one: the default.</summary>
    Warning,

    /// <summary>Any finding.</summary>
    Info,

    /// <summary>None.</summary>
    Never,
}
