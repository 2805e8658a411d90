using System.Text.RegularExpressions;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Aws;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>CloudFront sends the browser's Host on to API Gateway, which knows itself by its own name alone.</summary>
internal sealed class CloudFrontHostToApiGateway : ILintRule
{
    // The name of a custom domain's own end begins with d-, and that one wants the browser's.
    private static readonly Regex s_gateway = new(@"^(?<api>[a-z0-9]{8,12})\.execute-api\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("cloudfront-host-to-api-gateway", CauseNames.HostHeaderMismatch, Severity.Error)
    {
        Why = "API Gateway finds the API by Host. A request for another name is answered with 403 before anything of the API is asked.",
        Fix = "Take the origin request policy AllViewerExceptHostHeader, or give the API a custom domain name and let that be the origin.",
        Source = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html",
        Kinds = ["aws"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from crossing in deployment.Crossings
        where crossing.Hop is CloudFrontHop && crossing.Passage is { End: PassageEnd.Forwarded, To.Host: not null }
        let origin = crossing.Passage.To!.Host!
        where s_gateway.IsMatch(origin) && !crossing.Passage.Headers.ContainsKey("host")
        select Info.Found(crossing.Passage.At, $"{crossing.Socket.Path} reaches API Gateway with the browser's Host, and it answers to {origin} alone: 403");
}
