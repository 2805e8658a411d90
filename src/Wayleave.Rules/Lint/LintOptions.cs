using System.Collections.Immutable;
using Wayleave.Rules.Config;

namespace Wayleave.Rules.Lint;

/// <summary>What the caller told about the deployment.</summary>
public sealed record LintOptions
{
    /// <summary>What reading may ask for: files around, variables, versions.</summary>
    public ReadContext Context { get; init; } = new();

    /// <summary>The sockets' request paths; empty: those that the app or the files give away.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>What stands in front: <c>cloudflare</c>, <c>cloudfront</c>, <c>alb</c>, <c>none</c>, …; null: nobody said.</summary>
    public string? Edge { get; init; }

    /// <summary>The public host; null: nobody said.</summary>
    public string? Domain { get; init; }

    /// <summary>The kind of each file, whatever it looks like; null: each is recognised.</summary>
    public string? Kind { get; init; }
}
