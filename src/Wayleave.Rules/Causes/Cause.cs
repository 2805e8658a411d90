using System.Collections.Immutable;

namespace Wayleave.Rules.Causes;

/// <summary>One word of the vocabulary: what can break a socket, how it looks, why it happens and what to change at each kind of hop.</summary>
/// <remarks>The documentation's page, <c>wayleave explain</c> and the fixes in reports are all made from this.</remarks>
/// <param name="Name">The public name, as in <see cref="CauseNames"/>. Never renamed.</param>
/// <param name="Group">The group that it stands in.</param>
/// <param name="Wrong">What is wrong, in half a sentence without a capital or a full stop.</param>
public sealed record Cause(string Name, CauseGroup Group, string Wrong)
{
    /// <summary>What the user sees and what a probe sees.</summary>
    public required string Looks { get; init; }

    /// <summary>Why it happens: the mechanism, not the remedy.</summary>
    public required string Why { get; init; }

    /// <summary>How to make sure that it is this and not its neighbours.</summary>
    public required string Confirm { get; init; }

    /// <summary>What to change, per hop, the most general last.</summary>
    public required ImmutableArray<Fix> Fixes { get; init; }

    /// <summary>The causes most easily mistaken for it.</summary>
    public ImmutableArray<string> Neighbours { get; init; } = [];

    /// <summary>By which evidence it can be found.</summary>
    public Seen Seen { get; init; } = Seen.Both;
}
