using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>A condition of a matcher.</summary>
/// <param name="Name">What is looked at: <c>path</c>, <c>host</c>, <c>header</c>, …</param>
/// <param name="At">The line that says so.</param>
internal sealed record CaddyCondition(string Name, Span At)
{
    /// <summary>The header or the variable that is looked at, as written; empty for others.</summary>
    public string Field { get; init; } = "";

    /// <summary>The values of which one must fit.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>Of <c>not</c> the sets of which none may hold.</summary>
    public ImmutableArray<ImmutableArray<CaddyCondition>> Not { get; init; } = [];
}
