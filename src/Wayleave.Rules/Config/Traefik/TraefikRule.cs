using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Traefik;

/// <summary>A rule of a router, read: matchers joined by and, or, not.</summary>
public abstract record TraefikRule
{
    /// <summary>Both hold.</summary>
    /// <param name="Left">The one.</param>
    /// <param name="Right">The other.</param>
    public sealed record And(TraefikRule Left, TraefikRule Right) : TraefikRule;

    /// <summary>One of them holds.</summary>
    /// <param name="Left">The one.</param>
    /// <param name="Right">The other.</param>
    public sealed record Or(TraefikRule Left, TraefikRule Right) : TraefikRule;

    /// <summary>It does not hold.</summary>
    /// <param name="Inner">What does not.</param>
    public sealed record Not(TraefikRule Inner) : TraefikRule;

    /// <summary>A matcher: <c>PathPrefix(`/ws`)</c>.</summary>
    /// <param name="Name">Its name in lower case.</param>
    /// <param name="Arguments">Its arguments without quotes.</param>
    public sealed record Matcher(string Name, ImmutableArray<string> Arguments) : TraefikRule;

    /// <summary>All matchers in it.</summary>
    public IEnumerable<Matcher> Matchers() => this switch
    {
        And both => both.Left.Matchers().Concat(both.Right.Matchers()),
        Or either => either.Left.Matchers().Concat(either.Right.Matchers()),
        Not not => not.Inner.Matchers(),
        _ => [(Matcher)this],
    };
}
