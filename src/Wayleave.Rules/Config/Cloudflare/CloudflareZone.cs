using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Cloudflare;

/// <summary>What the files of a call tell of one zone.</summary>
/// <param name="Settings">The values of settings, by their ids.</param>
/// <param name="Records">The DNS records that could be proxied.</param>
internal sealed record CloudflareZone(ImmutableDictionary<string, DataEntry> Settings, ImmutableArray<DataNode> Records)
{
    /// <summary>The ports at which Cloudflare's edge listens; what is not listed never reaches an origin.</summary>
    /// <seealso href="https://developers.cloudflare.com/fundamentals/reference/network-ports/">Network ports</seealso>
    public static ImmutableArray<int> Ports { get; } = [80, 443, 2052, 2053, 2082, 2083, 2086, 2087, 2095, 2096, 8080, 8443, 8880];

    /// <summary>How Cloudflare speaks to the origin: <c>off</c>, <c>flexible</c>, <c>full</c>, <c>strict</c>; null if that is not known.</summary>
    public Setting<string>? TlsMode => Value("ssl");

    /// <summary>A setting's value with its place; null if it is not known.</summary>
    public Setting<string>? Value(string id) => Settings.TryGetValue(id, out DataEntry? entry) && entry.Value.Text is { } text ? new Setting<string>(text.ToLowerInvariant(), entry.At) : null;

    /// <summary>Whether Cloudflare's edge stands in front of a host; null if no record tells.</summary>
    /// <param name="host">The host, without a port; null: any of the zone.</param>
    public bool? Proxies(string? host)
    {
        DataNode[] meant = [.. Records.Where(record => host is null || Means(record, host))];
        return meant.Length == 0 ? null : meant.Any(record => record["proxied"]?.Text is "true");
    }

    /// <summary>The record of a host that is proxied; null if there is none.</summary>
    public DataNode? Proxied(string host) => Records.FirstOrDefault(record => record["proxied"]?.Text is "true" && Means(record, host));

    /// <summary>The zone that a deployment's files describe; none if it has no such files.</summary>
    public static IEnumerable<CloudflareZone> In(Deployment deployment) => deployment.Of<CloudflareFile>().Select(file => file.Zone).OfType<CloudflareZone>();

    /// <summary>Sees files as one zone.</summary>
    public static CloudflareZone Of(IEnumerable<CloudflareFile> files)
    {
        DataNode[] nodes = [.. files.SelectMany(file => file.Roots).SelectMany(root => root.All())];
        return new CloudflareZone(
            nodes.OfType<DataMap>().Where(node => node["id"]?.Text is not null && node["value"] is DataScalar && node["type"] is null)
                .DistinctBy(node => node["id"]!.Text!).ToImmutableDictionary(node => node["id"]!.Text!, node => node.Find("value")!),
            [.. nodes.Where(node => node["proxied"] is DataScalar && node["type"]?.Text is "A" or "AAAA" or "CNAME" && node["name"]?.Text is not null)]);
    }

    private static bool Means(DataNode record, string host)
    {
        string name = record["name"]!.Text!;
        return name.Equals(host, StringComparison.OrdinalIgnoreCase) || (name.StartsWith("*.", StringComparison.Ordinal) && host.EndsWith(name[1..], StringComparison.OrdinalIgnoreCase));
    }
}
