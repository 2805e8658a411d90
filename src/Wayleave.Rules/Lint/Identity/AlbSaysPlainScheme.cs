using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Aws;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>CloudFront comes to a balancer over plain HTTP, which then tells the app that the browser came so, and the app redirects that.</summary>
internal sealed class AlbSaysPlainScheme : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("alb-says-plain-scheme", CauseNames.ForwardedProtoWrong, Severity.Error)
    {
        Why = "An application load balancer writes into X-Forwarded-Proto how its own client came. Behind a CloudFront that speaks plain HTTP to it that is http for every browser, so an app that redirects to https redirects each request to itself.",
        Fix = "Set OriginProtocolPolicy to https-only, so that the balancer says https; or let the app trust CloudFront-Forwarded-Proto and send that on by the origin request policy.",
        Source = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/x-forwarded-headers.html#x-forwarded-proto",
        Kinds = ["aws"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from crossing in deployment.Crossings
        where crossing.Hop is CloudFrontHop && crossing.Passage is { End: PassageEnd.Forwarded, To: { Tls: false } }
        from balancer in deployment.Hops.OfType<AlbHop>().Take(1)
        where balancer.Pass(crossing.Handshake with { Secure = false }).Any(passage => passage is { End: PassageEnd.Forwarded, Listener: { Tls: false } })
        let app = deployment.Apps.FirstOrDefault(app => app is { RedirectsToHttps: { Value: true }, ProtoHeader.Value: "x-forwarded-proto" })
        where app is not null
        select Info.Found(crossing.Passage.To!.At, $"the balancer behind tells the app \"X-Forwarded-Proto: http\", since CloudFront speaks plain HTTP to it: {app.Framework} redirects {crossing.Socket.Path} to https, where it already is");
}
