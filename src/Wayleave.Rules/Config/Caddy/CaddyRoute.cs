using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>Steps for the requests that a matcher takes.</summary>
/// <param name="At">The line that says so.</param>
/// <param name="Matcher">Which requests: one of the sets must hold whole; empty: all.</param>
/// <param name="Steps">The steps, in the order in which they are carried out.</param>
internal sealed record CaddyRoute(Span At, ImmutableArray<ImmutableArray<CaddyCondition>> Matcher, ImmutableArray<CaddyStep> Steps) : CaddyStep(At)
{
    /// <summary>Of the routes of one group in one list only the first that matches is carried out; null: it is in none.</summary>
    public string? Group { get; init; }

    /// <summary>The directive of a Caddyfile by which it is sorted; empty in JSON.</summary>
    public string Directive { get; init; } = "";

    /// <summary>Whether nothing behind it is carried out.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>All steps in it, however deep.</summary>
    public IEnumerable<CaddyStep> Inside() => Steps.SelectMany(step => step is CaddyRoute route ? route.Inside().Prepend(step) : [step]);
}
