using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>A site, whether a Caddyfile or JSON describes it: where it listens, and what it does.</summary>
/// <param name="At">The line that begins it.</param>
/// <param name="Listener">Where it listens, and the names that it answers for.</param>
/// <param name="Steps">What it does, in the order in which it is carried out.</param>
internal sealed record CaddyServer(Span At, Listener Listener, ImmutableArray<CaddyStep> Steps)
{
    /// <summary>Whether its server believes some peers what they say of the browser.</summary>
    public bool TrustsProxies { get; init; }

    /// <summary>The named routes that it may jump to.</summary>
    public ImmutableDictionary<string, ImmutableArray<CaddyStep>> Named { get; init; } = ImmutableDictionary<string, ImmutableArray<CaddyStep>>.Empty;

    /// <summary>Every step, however deep.</summary>
    public IEnumerable<CaddyStep> All => Steps.SelectMany(step => step is CaddyRoute route ? route.Inside().Prepend(step) : [step]);

    /// <summary>Whether it could be meant by a host.</summary>
    /// <param name="host">The host that is asked for; null: nobody said.</param>
    public bool Answers(string? host)
    {
        if (host is null || Listener.Names.IsEmpty || Listener.Names.Any(name => name.Contains('{', StringComparison.Ordinal))) return true;
        string asked = host.Split(':')[0];
        return Listener.Names.Any(name => name.Equals(asked, StringComparison.OrdinalIgnoreCase) || (name.StartsWith("*.", StringComparison.Ordinal) && asked.EndsWith(name[1..], StringComparison.OrdinalIgnoreCase)));
    }
}
