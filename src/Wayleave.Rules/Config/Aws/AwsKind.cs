using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Aws;

/// <summary>What the AWS command line prints, or takes, of CloudFront and of load balancers: JSON, or YAML with <c>--output yaml</c>.</summary>
/// <seealso href="https://docs.aws.amazon.com/cli/latest/reference/elbv2/">elbv2</seealso>
/// <seealso href="https://docs.aws.amazon.com/cli/latest/reference/cloudfront/get-distribution-config.html">get-distribution-config</seealso>
internal sealed partial class AwsKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline;

    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"""(RuleArn|ListenerArn|TargetGroupArn|LoadBalancerArn|TargetHealthDescriptions|LoadBalancerDescriptions|ConnectionSettings|DistributionConfig|DefaultCacheBehavior|OriginRequestPolicyConfig|CachePolicyConfig)""\s*:|""Key""\s*:\s*""(idle_timeout|stickiness|deregistration_delay|deletion_protection|access_logs|load_balancing|routing\.http|tcp\.idle_timeout)[.\w]*""", Options, PatternLimit.Milliseconds)]
    private static partial Regex SignsPattern { get; }

    [GeneratedRegex(@"^[ \t-]*(RuleArn|ListenerArn|TargetGroupArn|LoadBalancerArn|TargetHealthDescriptions|LoadBalancerDescriptions|ConnectionSettings|DistributionConfig|DefaultCacheBehavior|OriginRequestPolicyConfig|CachePolicyConfig):|^[ \t-]*Key: (idle_timeout|stickiness|deregistration_delay|deletion_protection|access_logs|load_balancing|routing\.http|tcp\.idle_timeout)[.\w]*[ \t\r]*$", Options, PatternLimit.Milliseconds)]
    private static partial Regex YamlPattern { get; }

    // CloudFormation and Terraform describe the same things in other shapes.
    [GeneratedRegex(@"AWSTemplateFormatVersion|[""'\s]Type[""']?\s*:\s*[""']?AWS::|^[ \t]*[""']?apiVersion[""']?:", Options, PatternLimit.Milliseconds)]
    private static partial Regex OtherPattern { get; }

    /// <inheritdoc/>
    public string Name => "aws";

    /// <inheritdoc/>
    public string Summary => "what the AWS command line prints of CloudFront and load balancers";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        ReadOnlySpan<char> text = source.Text.AsSpan().TrimStart("\uFEFF \t\r\n");
        bool json = text is ['{' or '[', ..];
        bool yaml = source.Name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || source.Name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
        if (!json && !yaml) return Fit.No;
        return (json ? SignsPattern : YamlPattern).IsMatch(source.Text) && !OtherPattern.IsMatch(source.Text) ? Fit.Content : Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        DataText text = DataReader.Read(source);
        return new AwsFile(source, text.Roots) { Errors = text.Errors };
    }
}
