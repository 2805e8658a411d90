using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Lint;

/// <summary>A lint rule: a pure function from a deployment's files to findings.</summary>
public interface ILintRule
{
    /// <summary>What it is called and why it is right.</summary>
    LintRuleInfo Info { get; }

    /// <summary>What it finds. A right configuration written in an unusual way must yield nothing.</summary>
    /// <param name="deployment">The files of one call, seen as one deployment.</param>
    IEnumerable<LintFinding> Check(Deployment deployment);
}
