using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint;

/// <summary>What a rule found in a file.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Severity">Error: a socket cannot work. Warning: it will break under a condition that the message names. Info: better.</param>
/// <param name="At">The wrong directive, or what lacks one.</param>
/// <param name="Message">What is wrong and what comes of it.</param>
public sealed record LintFinding(LintRuleInfo Rule, Severity Severity, Span At, string Message)
{
    /// <summary>The change that mends it; null if a person must decide.</summary>
    public LintFix? Fix { get; init; }
}
