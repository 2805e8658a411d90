using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Aws;

/// <summary>
/// What the files of a call tell of one account. Things are known by their shape, wherever they stand: <c>--query</c> takes the outer
/// keys away, and people put several answers into one file.
/// </summary>
internal sealed record AwsAccount
{
    /// <summary>Balancers of the second generation: application, network, gateway.</summary>
    public required ImmutableArray<DataNode> Balancers { get; init; }

    /// <summary>Classic balancers.</summary>
    public required ImmutableArray<DataNode> ClassicBalancers { get; init; }

    /// <summary>The silence after which a classic balancer ends a connection; null if it is not known whose it is.</summary>
    public Setting<TimeSpan>? ClassicIdle { get; init; }

    /// <summary>Listeners.</summary>
    public required ImmutableArray<DataNode> Listeners { get; init; }

    /// <summary>The rules of listeners.</summary>
    public required ImmutableArray<AlbRule> Rules { get; init; }

    /// <summary>Target groups.</summary>
    public required ImmutableArray<DataNode> TargetGroups { get; init; }

    /// <summary>The attributes of balancers: one set for each answer, which does not say whose they are.</summary>
    public required ImmutableArray<AwsAttributes> BalancerAttributes { get; init; }

    /// <summary>The attributes of target groups: one set for each answer, which does not say whose they are.</summary>
    public required ImmutableArray<AwsAttributes> TargetAttributes { get; init; }

    /// <summary>The targets and how they are, one list for each answer.</summary>
    public required ImmutableArray<DataNode> Health { get; init; }

    /// <summary>CloudFront's distributions: their configurations.</summary>
    public required ImmutableArray<DataNode> Distributions { get; init; }

    /// <summary>The policies of CloudFront by their ids.</summary>
    public required ImmutableDictionary<string, DataNode> Policies { get; init; }

    /// <summary>The hops: each distribution, and the balancer behind.</summary>
    public ImmutableArray<Hop> Hops => [.. Distributions.Select(one => new CloudFrontHop(this, one)), .. AlbHop.Of(this), .. ClassicBalancers.Select(one => new ClassicElbHop(one, ClassicBalancers.Length == 1 ? ClassicIdle : null))];

    /// <summary>Whether a rule, a listener or a group is an application balancer's: a network balancer passes bytes and knows no paths.</summary>
    public static bool SpeaksHttp(DataNode node) => node["Protocol"]?.Text?.ToUpperInvariant() is null or "HTTP" or "HTTPS";

    /// <summary>The account that a deployment's files describe; none if it has no such files.</summary>
    public static IEnumerable<AwsAccount> In(Deployment deployment) => deployment.Of<AwsFile>().Select(file => file.Account).OfType<AwsAccount>();

    /// <summary>Sees files as one account.</summary>
    public static AwsAccount Of(IEnumerable<AwsFile> files)
    {
        DataNode[] roots = [.. files.SelectMany(file => file.Roots)];
        DataNode[] nodes = [.. roots.SelectMany(root => root.All())];
        AwsAttributes[] attributes = [.. nodes.OfType<DataList>().Select(AwsAttributes.Of).OfType<AwsAttributes>()];
        return new AwsAccount
        {
            Balancers = [.. nodes.Where(node => node["LoadBalancerArn"] is not null && (node["DNSName"] is not null || node["Scheme"] is not null))],
            ClassicBalancers = [.. nodes.Where(node => node["ListenerDescriptions"] is DataList)],
            ClassicIdle = nodes.Select(node => (node["ConnectionSettings"] as DataMap)?.Find("IdleTimeout")).OfType<DataEntry>().ToArray() is [{ Value: DataScalar { Number: { } seconds } } idle] ? new Setting<TimeSpan>(TimeSpan.FromSeconds(Math.Min(seconds, 1e6)), idle.At) : null,
            Listeners = [.. nodes.Where(node => node["ListenerArn"] is not null && node["DefaultActions"] is not null)],
            Rules = [.. nodes.Where(node => node["Actions"] is DataList && (node["RuleArn"] is not null || node["Priority"] is not null)).Select(node => new AlbRule(node))],
            TargetGroups = [.. nodes.Where(node => node["TargetGroupArn"] is not null && (node["TargetGroupName"] is not null || node["TargetType"] is not null || node["ProtocolVersion"] is not null || node["HealthCheckProtocol"] is not null))],
            BalancerAttributes = [.. attributes.Where(set => set.IsOfBalancer)],
            TargetAttributes = [.. attributes.Where(set => set.IsOfTargetGroup)],
            Health = [.. nodes.OfType<DataList>().Where(list => list.Values.Length > 0 && list.Values.All(one => one["Target"] is not null && one["TargetHealth"] is not null))],
            Distributions = [.. nodes.Where(node => node["DefaultCacheBehavior"] is DataMap && node["Origins"] is not null)],
            Policies = nodes.Where(node => node["Id"]?.Text is not null && (node["OriginRequestPolicyConfig"] ?? node["CachePolicyConfig"]) is DataMap)
                .DistinctBy(node => node["Id"]!.Text!).ToImmutableDictionary(node => node["Id"]!.Text!, node => (node["OriginRequestPolicyConfig"] ?? node["CachePolicyConfig"])!),
        };
    }
}
