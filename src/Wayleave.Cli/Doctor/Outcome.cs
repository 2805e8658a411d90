using Wayleave.Cli.CommandLine;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Cli.Doctor;

/// <summary>From a judgement to the exit status.</summary>
internal static class Outcome
{
    /// <summary>0 works, 1 degraded or broken, 2 inconclusive; <paramref name="failOn"/> moves the line between 0 and 1.</summary>
    /// <param name="judgement">The judgement.</param>
    /// <param name="interrupted">Whether the run was stopped: then it could not be told.</param>
    /// <param name="failOn">The level from which it is 1.</param>
    public static int Status(Judgement judgement, bool interrupted, FailOn failOn)
    {
        if (interrupted || judgement.Verdict == Verdict.Inconclusive) return ExitStatus.CouldNotTell;
        bool found = failOn switch
        {
            FailOn.Never => false,
            FailOn.Error => judgement.Verdict == Verdict.Broken || judgement.Findings.Any(f => f.Severity == Severity.Error),
            FailOn.Info => judgement.Verdict != Verdict.Works || !judgement.Findings.IsEmpty,
            _ => judgement.Verdict != Verdict.Works,
        };
        return found ? ExitStatus.Found : ExitStatus.Fine;
    }
}
