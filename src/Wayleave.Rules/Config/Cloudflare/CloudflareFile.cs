using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Cloudflare;

/// <summary>One answer of Cloudflare's API. Settings and records stand in several of them, so the files of a call are seen as one zone.</summary>
/// <param name="Source">The file.</param>
/// <param name="Roots">What it has; empty if nothing could be read.</param>
public sealed record CloudflareFile(SourceText Source, ImmutableArray<DataNode> Roots) : ConfigFile(Source, "cloudflare")
{
    /// <summary>What all files of the call have; null for those that another one speaks for.</summary>
    internal CloudflareZone? Zone { get; init; }

    /// <inheritdoc/>
    public override ImmutableArray<Hop> Hops => Zone is null ? [] : [new CloudflareHop(Zone, Source.All)];

    /// <inheritdoc/>
    public override ConfigFile Beside(ImmutableArray<ConfigFile> files)
    {
        CloudflareFile[] all = [.. files.OfType<CloudflareFile>()];
        return ReferenceEquals(all.FirstOrDefault(), this) ? this with { Zone = CloudflareZone.Of(all) } : this;
    }
}
