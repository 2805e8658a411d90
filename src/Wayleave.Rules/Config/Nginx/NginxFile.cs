using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx.Meaning;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx;

/// <summary>An nginx configuration, whole or a fragment.</summary>
/// <param name="Source">The file that was named.</param>
/// <param name="Root">Its outermost level.</param>
/// <param name="Context">What it was read with.</param>
public sealed record NginxFile(SourceText Source, ImmutableArray<NginxDirective> Root, ReadContext Context) : ConfigFile(Source, "nginx")
{
    /// <summary>All directives, however deep, in order.</summary>
    public IEnumerable<NginxDirective> All => Root.SelectMany(directive => directive.Inside().Prepend(directive));

    /// <inheritdoc/>
    public override ImmutableArray<Hop> Hops => [new NginxHop(this)];
}
