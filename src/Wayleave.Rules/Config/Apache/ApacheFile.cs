using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Apache;

/// <summary>An Apache httpd configuration: a whole one, a site, a fragment, or a <c>.htaccess</c>.</summary>
/// <param name="Source">The file that was named.</param>
/// <param name="Root">Its outermost level.</param>
/// <param name="Context">What it was read with.</param>
public sealed record ApacheFile(SourceText Source, ImmutableArray<ApacheDirective> Root, ReadContext Context) : ConfigFile(Source, "apache")
{
    // mod_proxy_http carries upgrades from here on, whether the target says http:// with upgrade= or ws://.
    private static readonly Version s_tunnels = new(2, 4, 47);
    private static readonly string[] s_names = ["apache", "httpd", "apache2"];

    /// <summary>What <c>Define</c> defined in it.</summary>
    public ImmutableDictionary<string, string> Defined { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>All directives, however deep, in order.</summary>
    public IEnumerable<ApacheDirective> All => Root.SelectMany(directive => directive.All());

    /// <summary>The program's version; null if nobody told.</summary>
    public Version? Version => s_names.Select(name => Context.Versions.GetValueOrDefault(name)).FirstOrDefault(version => version is not null);

    /// <summary>Whether mod_proxy_http carries upgrades itself; null where the version is not known.</summary>
    public bool? Tunnels => Version is { } version ? version >= s_tunnels : null;

    /// <summary>The modules that its <c>LoadModule</c> lines load, as <c>proxy_http_module</c>; null where it has none, or not all: then others load them.</summary>
    public ImmutableHashSet<string>? Modules { get; init; }

    /// <summary>The sites in it that could take requests: its virtual hosts, or where it has none, the file itself.</summary>
    internal ImmutableArray<ApacheSite> Sites => ApacheSite.Of(this);

    /// <inheritdoc/>
    public override ImmutableArray<Hop> Hops => [new ApacheHop(this)];
}
