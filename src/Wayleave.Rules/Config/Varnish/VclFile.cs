using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Varnish;

/// <summary>A Varnish's VCL, what it includes with it.</summary>
/// <param name="Source">The file that was named.</param>
/// <param name="Context">What it was read with.</param>
public sealed record VclFile(SourceText Source, ReadContext Context) : ConfigFile(Source, "varnish")
{
    /// <summary>The version of the language, 4.1 for instance; null if it does not say one, as VCL 3 does not.</summary>
    public string? Language { get; init; }

    /// <summary>The backends in order.</summary>
    public ImmutableArray<VclBackend> Backends { get; init; } = [];

    /// <summary>The subroutines in order.</summary>
    public ImmutableArray<VclSub> Subs { get; init; } = [];

    /// <summary>Every statement, however deep.</summary>
    public IEnumerable<VclStatement> Statements => Subs.SelectMany(sub => sub.Body.SelectMany(Within));

    /// <inheritdoc/>
    public override ImmutableArray<Hop> Hops => Subs.IsEmpty && Backends.IsEmpty ? [] : [new VarnishHop(this)];

    private static IEnumerable<VclStatement> Within(VclStatement statement) =>
        statement is VclIf branches ? branches.Branches.SelectMany(branch => branch.Body).SelectMany(Within).Prepend(statement) : [statement];
}
