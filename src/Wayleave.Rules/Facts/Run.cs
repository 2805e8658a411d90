using System.Collections.Immutable;

namespace Wayleave.Rules.Facts;

/// <summary>Everything that one run of the doctor saw: plain data that can be saved, sent to somebody and judged again anywhere.</summary>
/// <remarks>Rules see nothing but this, so a saved run replays to the same findings on any machine.</remarks>
public sealed record Run
{
    /// <summary>The name and version of this format.</summary>
    public const string CurrentSchema = "wayleave/facts/1";

    /// <summary>The format's name and version; <see cref="CurrentSchema"/> for runs made by this program.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>What the doctor was asked about.</summary>
    public required Target Target { get; init; }

    /// <summary>What the caller gave and asked for: a refusal means something else with a credential than without.</summary>
    public required Asked Asked { get; init; }

    /// <summary>The probes in the order in which they began.</summary>
    public required ImmutableArray<Probe> Probes { get; init; }

    /// <summary>True if the run was stopped before its end (Ctrl-C): what is missing was not tried.</summary>
    public bool Interrupted { get; init; }
}
