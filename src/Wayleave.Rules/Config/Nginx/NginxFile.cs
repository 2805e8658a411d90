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
    private ILookup<string, NginxDirective>? _named;

    /// <summary>All directives, however deep, in order; rows of data are none.</summary>
    public ImmutableArray<NginxDirective> All { get; } = [.. Root.SelectMany(directive => directive.Inside().Prepend(directive))];

    /// <summary>The directives of that name, however deep, in order.</summary>
    public IEnumerable<NginxDirective> Named(string name) => (_named ??= All.ToLookup(directive => directive.Name))[name];

    /// <summary>The servers of HTTP, and not those of streams and mail.</summary>
    public IEnumerable<NginxDirective> Servers => Named("server").Where(directive => directive.HasBlock && directive.Parent?.Name is not ("stream" or "mail"));

    /// <summary>
    /// Whether nothing of the configuration is hidden: it has its <c>http</c> block, and every include was found. Only then can be said that something is nowhere.
    /// </summary>
    public bool IsWhole => Root.Any(directive => directive is { Name: "http", HasBlock: true }) && !All.Any(directive => directive.IsUnread);

    /// <inheritdoc/>
    public override ImmutableArray<Hop> Hops => [new NginxHop(this)];
}
