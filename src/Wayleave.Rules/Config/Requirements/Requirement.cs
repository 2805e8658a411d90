using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Requirements;

/// <summary>A package that a Python project asks for.</summary>
/// <param name="At">Where its name and extras stand.</param>
/// <param name="Name">Its name in lower case, with dashes.</param>
/// <param name="Extras">Its extras in lower case: <c>standard</c>.</param>
public sealed record Requirement(Span At, string Name, ImmutableArray<string> Extras)
{
    /// <summary>Whether extras can be written behind the name, as pip has it; false where the name is a key.</summary>
    public bool TakesExtras { get; init; } = true;
}
