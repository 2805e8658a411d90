using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Aws;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Platform;

/// <summary>A balancer sends a socket to a Lambda function, which answers requests and keeps no connection.</summary>
internal sealed class AlbTargetIsLambda : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("alb-target-is-lambda", CauseNames.PlatformNoWebsockets, Severity.Error)
    {
        Why = "To a Lambda target the balancer sends an event and waits for one answer. There is no connection that could be upgraded.",
        Fix = "Send the socket's path to instances or addresses, or let API Gateway keep the socket and call the function.",
        Source = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html",
        Kinds = ["aws"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from account in AwsAccount.In(deployment)
        from crossing in deployment.Crossings
        where crossing.Hop is AlbHop && crossing.Passage is { End: PassageEnd.Forwarded, To: not null } && crossing.Socket.From is not SocketPathFrom.Everywhere
        from targets in account.TargetGroups
        where targets["TargetGroupArn"]?.At == crossing.Passage.To!.At && targets["TargetType"]?.Text is "lambda"
        select Info.Found((targets as DataMap)!.Find("TargetType")!.At, $"{crossing.Socket.Path} goes to a Lambda function, which answers requests and takes no upgrade");
}
