using System.Collections.Immutable;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis;

/// <summary>Turns what a run saw into what it means.</summary>
public static class Judge
{
    /// <summary>Judges a run by every rule in the catalogue.</summary>
    /// <param name="run">What was seen; may be incomplete if it was interrupted.</param>
    public static Judgement Of(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new Judgement(Verdict.Inconclusive, "No rules are there yet.", [], []);
    }
}
