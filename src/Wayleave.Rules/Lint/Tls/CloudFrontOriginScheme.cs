using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Aws;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;
using Hop = Wayleave.Rules.Config.Model.Hop;

namespace Wayleave.Rules.Lint.Tls;

/// <summary>CloudFront speaks plain HTTP to an origin that redirects it to https, or TLS to one that has none.</summary>
internal sealed class CloudFrontOriginScheme : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("cloudfront-origin-scheme", CauseNames.TlsModeMismatch, Severity.Error)
    {
        Why = "The origin protocol policy says how CloudFront speaks to the origin. An origin that redirects plain HTTP to https, as a balancer's listener on port 80 often does, sends the browser round and round, and a handshake follows no redirect. One without TLS gives 502.",
        Fix = "Set OriginProtocolPolicy to https-only with a certificate at the origin for the name that it is asked by; or let the origin take plain HTTP from CloudFront.",
        Source = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#DownloadDistValuesOriginProtocolPolicy",
        Kinds = ["aws"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from crossing in deployment.Crossings
        where crossing.Hop is CloudFrontHop && crossing.Passage is { End: PassageEnd.Forwarded, To: { Tls: not null } }
        let origin = OriginTls.Of(deployment, crossing.Hop)
        where origin is not null
        let fault = crossing.Passage.To!.Tls == true ? Tls(deployment, origin) : Plain(deployment, origin)
        where fault is not null
        select Info.Found(crossing.Passage.To!.At, fault);

    private static string? Tls(Deployment deployment, Hop origin) =>
        OriginTls.HasPlainOnly(deployment, origin) is { } plain ? $"CloudFront speaks TLS to the origin, and nothing there listens with it ({plain.Source.Name}:{plain.Line}): every request ends in 502" : null;

    private static string? Plain(Deployment deployment, Hop origin) =>
        OriginTls.RedirectsPlain(deployment, origin) is { } redirect ? $"CloudFront speaks plain HTTP to the origin, which redirects it to https ({redirect.Source.Name}:{redirect.Line}): pages go round in a circle, and a handshake ends there"
        : OriginTls.HasTlsOnly(deployment, origin) is { } tls ? $"CloudFront speaks plain HTTP to the origin, and what is given of that listens with TLS alone ({tls.Source.Name}:{tls.Line}): every request ends in 502 or 504" : null;
}
