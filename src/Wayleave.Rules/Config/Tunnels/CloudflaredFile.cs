using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Tunnels;

/// <summary>cloudflared's file.</summary>
/// <param name="Source">The file.</param>
/// <param name="Root">What it has; null if nothing could be read.</param>
public sealed record CloudflaredFile(SourceText Source, DataNode? Root) : ConfigFile(Source, "cloudflared")
{
    /// <summary>Its rules in their order: the first that takes a request has it. A tunnel with one service only has one that takes all.</summary>
    public ImmutableArray<CloudflaredRule> Rules { get; } = [.. RulesOf(Root)];

    /// <inheritdoc/>
    public override ImmutableArray<Hop> Hops => Rules.IsEmpty ? [] : [new CloudflaredHop(this)];

    private static IEnumerable<CloudflaredRule> RulesOf(DataNode? root)
    {
        foreach (DataNode rule in root?["ingress"]?.Items ?? [])
        {
            if (rule is DataMap map) yield return new CloudflaredRule(map, map.Find("service"), root!["originRequest"]);
        }

        if (root?["ingress"] is null && root is DataMap single && single.Find("url") is { } url) yield return new CloudflaredRule(single, url, single["originRequest"]);
    }
}
