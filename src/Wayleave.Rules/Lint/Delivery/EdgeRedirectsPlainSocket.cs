using System.Text.RegularExpressions;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Aws;
using Wayleave.Rules.Config.Cloudflare;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Scripts;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A page opens ws:// to a name whose edge answers plain HTTP with a redirect or refuses it.</summary>
internal sealed class EdgeRedirectsPlainSocket : ILintRule
{
    // The text is a stranger's: a pattern that never goes back cannot be made slow.
    private static readonly Regex s_address = new(@"\bws://(?<host>[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+)(:80)?(?<path>/[\w./-]*)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("edge-redirects-plain-socket", CauseNames.RedirectOnUpgrade, Severity.Error)
    {
        Why = "CloudFront with redirect-to-https, and Cloudflare with Always Use HTTPS, answer what comes over plain HTTP with a redirect, a handshake too, and browsers do not follow one there. CloudFront with https-only answers 403.",
        Fix = "Open wss://.",
        Source = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesViewerProtocolPolicy",
        Kinds = ["aws", "cloudflare", "script"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from script in deployment.Of<ScriptFile>()
        from found in s_address.Matches(script.Source.Text)
        let answer = CloudFront(deployment, found.Groups["host"].Value, found.Groups["path"].Value) ?? Cloudflare(deployment, found.Groups["host"].Value)
        where answer is not null && script.IsPlain(found.Index, "?", "if")
        select Info.Found(new Span(script.Source, found.Index, found.Index + found.Length), $"{answer}: this socket never opens") with
        {
            Fix = LintFix.Of("Open wss://.", new Edit(new Span(script.Source, found.Index, found.Index + "ws".Length), "wss")),
        };

    private static string? CloudFront(Deployment deployment, string host, string path)
    {
        foreach (CloudFrontHop hop in deployment.Hops.OfType<CloudFrontHop>().Where(hop => hop.AnswersFor(host)))
        {
            switch (hop.BehaviourFor(path.Length > 0 ? path : "/")?["ViewerProtocolPolicy"]?.Text)
            {
                case "redirect-to-https":
                    return $"CloudFront answers plain HTTP to {host} with a redirect, which no handshake follows";
                case "https-only":
                    return $"CloudFront answers plain HTTP to {host} with 403";
            }
        }

        return null;
    }

    private static string? Cloudflare(Deployment deployment, string host) =>
        CloudflareZone.In(deployment).Any(zone => zone.Value("always_use_https") is { Value: "on" } && zone.Proxied(host) is not null) ? $"Cloudflare answers plain HTTP to {host} with a redirect, which no handshake follows" : null;
}
