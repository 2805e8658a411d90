using System.Collections.Immutable;
using Wayleave.Rules.Facts;

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

    /// <summary>True for a rule that only names what was seen: its findings are dropped where any other rule found an error at the same socket.</summary>
    public bool LastResort { get; init; }

    /// <summary>A finding of this rule.</summary>
    /// <param name="severity">How much it matters.</param>
    /// <param name="confidence">How sure the rule is, from 0 to 1.</param>
    /// <param name="hop">The name of the hop to change.</param>
    /// <param name="summary">The evidence and the conclusion in a sentence, with their numbers.</param>
    /// <param name="evidence">The probes that it rests on; nulls are left out.</param>
    public Finding Found(Severity severity, double confidence, string hop, string summary, params ReadOnlySpan<Probe?> evidence)
    {
        ImmutableArray<string>.Builder ids = ImmutableArray.CreateBuilder<string>();
        foreach (Probe? probe in evidence)
        {
            if (probe is not null && !ids.Contains(probe.Id))
                ids.Add(probe.Id);
        }

        return new Finding
        {
            Cause = Cause,
            Severity = severity,
            Confidence = confidence,
            Hop = hop,
            Summary = summary,
            Evidence = ids.ToImmutable(),
        };
    }
}
