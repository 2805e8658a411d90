using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Tests.Diagnosis;

/// <summary>The cases of one rule; found by reflection.</summary>
internal interface IRuleCases
{
    /// <summary>The rule.</summary>
    IDiagnosisRule Rule { get; }

    /// <summary>Runs in which the rule must find its cause; at least one.</summary>
    IEnumerable<RuleCase> Fires { get; }

    /// <summary>Near misses, in which it must find nothing; at least one.</summary>
    IEnumerable<RuleCase> Silent { get; }
}
