using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Aws;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A rule or a behaviour is made for a socket, and its pattern does not mean the socket's path, which so goes elsewhere.</summary>
internal sealed class AwsPatternMissesPath : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("aws-pattern-misses-path", CauseNames.PathNotRouted, Severity.Warning)
    {
        Why = "A pattern means the whole path: /ws is /ws alone, /ws/* is all below it and not /ws. Case counts. What no pattern means goes the default's way.",
        Fix = "Widen the pattern, /ws* for both, or give the rule both patterns.",
        Source = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html#path-conditions",
        Kinds = ["aws"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from account in AwsAccount.In(deployment)
        from socket in deployment.Sockets
        where socket.From is SocketPathFrom.Told or SocketPathFrom.App
        from made in Made(account)
        where Misses(made.Pattern.Text!, socket.Path) && !Made(account).Any(other => AwsPattern.Matches(Rooted(other.Pattern.Text!), socket.Path))
        where deployment.Crossings.Where(crossing => crossing.Socket == socket && crossing.Hop is AlbHop or CloudFrontHop).All(crossing => crossing.Passage.At.Text.Contains(made.Target, StringComparison.Ordinal) == false && crossing.Passage.End is PassageEnd.Forwarded)
        select Info.Found(made.Pattern.At, $"this pattern does not mean {socket.Path}, which goes another way than the sockets it was made for");

    private static IEnumerable<(DataNode Pattern, string Target)> Made(AwsAccount account) =>
        account.Rules.SelectMany(rule => rule.PathPatterns.Where(pattern => pattern.Text is not null)
                .SelectMany(pattern => rule.Actions.Select(action => action["TargetGroupArn"]?.Text).OfType<string>().Select(target => (pattern, target))))
            .Concat(account.Distributions.SelectMany(CloudFrontHop.BehavioursOf).Where(one => one["PathPattern"]?.Text is not null && one["TargetOriginId"]?.Text is not null).Select(one => (one["PathPattern"]!, one["TargetOriginId"]!.Text!)));

    // /ws for /ws/chat, /ws/* for /ws, /WS/* for /ws/chat.
    private static bool Misses(string pattern, string path)
    {
        string start = Rooted(pattern).TrimEnd('*').TrimEnd('/');
        return start.Length > 1 && !start.Contains('*', StringComparison.Ordinal) && !AwsPattern.Matches(Rooted(pattern), path)
            && (path.TrimEnd('/').Equals(start, StringComparison.OrdinalIgnoreCase) || path.StartsWith(start + "/", StringComparison.OrdinalIgnoreCase));
    }

    private static string Rooted(string pattern) => pattern.StartsWith('/') || pattern.StartsWith('*') ? pattern : "/" + pattern;
}
