using System.Collections.Immutable;

namespace Wayleave.Rules.Diagnosis;

/// <summary>What one rule concluded: the cause, the hop, how sure, and from which probes.</summary>
public sealed record Finding
{
    /// <summary>The cause's public name, as in <see cref="Causes.CauseNames"/>.</summary>
    public required string Cause { get; init; }

    /// <summary>How much it matters.</summary>
    public required Severity Severity { get; init; }

    /// <summary>How sure the rule is, from 0 to 1. Above 0.9: nothing else explains the evidence. Below 0.5: one of several.</summary>
    public required double Confidence { get; init; }

    /// <summary>The name of the hop to change, as in <see cref="Judgement.Hops"/>.</summary>
    public required string Hop { get; init; }

    /// <summary>The evidence and the conclusion in a sentence, with their numbers.</summary>
    public required string Summary { get; init; }

    /// <summary>The ids of the probes that it rests on.</summary>
    public required ImmutableArray<string> Evidence { get; init; }

    /// <summary>The products whose fixes apply, the likeliest first; empty means: those of the hop, and those that hold anywhere.</summary>
    public ImmutableArray<string> FixFor { get; init; } = [];

    /// <summary>The causes that the same evidence would fit, where they cannot be told apart from outside.</summary>
    public ImmutableArray<string> Alternatives { get; init; } = [];

    /// <summary>The one further probe that would tell them apart; null where nothing is left open.</summary>
    public string? NextProbe { get; init; }

    /// <summary>The socket that it speaks of; null if it speaks of the whole target.</summary>
    public string? Socket { get; init; }
}
