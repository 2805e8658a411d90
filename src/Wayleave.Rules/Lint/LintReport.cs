using System.Collections.Immutable;
using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Lint;

/// <summary>What came of linting some files.</summary>
/// <param name="Deployment">The files as one deployment.</param>
/// <param name="Findings">The findings, by file and line.</param>
/// <param name="Errors">What could not be read.</param>
public sealed record LintReport(Deployment Deployment, ImmutableArray<LintFinding> Findings, ImmutableArray<ReadError> Errors)
{
    /// <summary>The files that were named and read, also those that others of them include.</summary>
    public ImmutableArray<ConfigFile> Files { get; init; } = [];
}
