using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Envoy;

/// <summary>A configuration of Envoy's: a bootstrap, or a part of one.</summary>
/// <param name="Source">The file.</param>
/// <param name="Managers">Its HTTP connection managers.</param>
/// <param name="Clusters">Its clusters, by name.</param>
public sealed record EnvoyFile(SourceText Source, ImmutableArray<EnvoyManager> Managers, ImmutableDictionary<string, DataNode> Clusters) : ConfigFile(Source, "envoy")
{
    /// <inheritdoc/>
    public override ImmutableArray<Hop> Hops => Managers.IsEmpty ? [] : [new EnvoyHop(this)];

    /// <summary>The routes that take a handshake: one for each manager and virtual host that could be meant.</summary>
    public IEnumerable<EnvoyRoute> Routes(Handshake handshake) =>
        from manager in Managers
        from host in EnvoyMatching.Hosts(manager, handshake.Host)
        let route = EnvoyMatching.Choose(manager, host, handshake)
        where route is not null
        select route;
}
