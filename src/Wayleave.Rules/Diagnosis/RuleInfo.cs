using System.Collections.Immutable;

namespace Wayleave.Rules.Diagnosis;

/// <summary>A rule's identity.</summary>
/// <param name="Name">The rule's own name: it states the problem and reads after "this looks like".</param>
/// <param name="Cause">The cause that it finds.</param>
public sealed record RuleInfo(string Name, string Cause)
{
    /// <summary>Why the evidence that the rule asks for means this cause.</summary>
    public required string Why { get; init; }

    /// <summary>Where that is written: an RFC section, a vendor's page, a reported failure.</summary>
    public required string Source { get; init; }

    /// <summary>The causes that explain the same symptom better: a finding of this rule is dropped where one of them is found for the same socket.</summary>
    public ImmutableArray<string> YieldsTo { get; init; } = [];
}
