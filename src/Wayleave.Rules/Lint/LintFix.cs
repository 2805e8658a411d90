using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Lint;

/// <summary>A change that mends a finding: made, the file still parses and the finding is gone.</summary>
/// <param name="Summary">The change in a sentence.</param>
/// <param name="Edits">The change itself.</param>
public sealed record LintFix(string Summary, ImmutableArray<Edit> Edits)
{
    /// <summary>The change of a single edit, or of a few.</summary>
    /// <param name="summary">See <see cref="Summary"/>.</param>
    /// <param name="edits">See <see cref="Edits"/>.</param>
    public static LintFix Of(string summary, params ReadOnlySpan<Edit> edits) => new(summary, [.. edits]);
}
