using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Aws;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Platform;

/// <summary>A balancer asks for a login at a socket's path by a redirect, which no handshake follows.</summary>
internal sealed class AlbLoginInFront : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("alb-login-in-front", CauseNames.AuthProxyBlocksUpgrade, Severity.Info)
    {
        Why = "A browser that has logged in sends the balancer's cookie with its handshake and gets through. Once that has run out, and for any client that is no browser, the handshake is answered with a redirect to the login, which it cannot follow, and the page sees a failed socket without a reason.",
        Fix = "Set OnUnauthenticatedRequest to deny at the socket's path: 401 says what is missing.",
        Source = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html",
        Kinds = ["aws"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from account in AwsAccount.In(deployment)
        from socket in deployment.Sockets
        where socket.From is not SocketPathFrom.Everywhere
        from rules in account.Rules.GroupBy(rule => rule.Listener)
        let handshake = new Handshake { Path = socket.Path, Host = deployment.Domain }
        let taking = rules.OrderBy(rule => rule.Priority).FirstOrDefault(rule => rule.Takes(handshake) != false)
        where taking?.Takes(handshake) == true
        from action in taking.Actions
        let config = (action["AuthenticateOidcConfig"] ?? action["AuthenticateCognitoConfig"]) as DataMap
        where config is not null && config["OnUnauthenticatedRequest"]?.Text is null or "authenticate"
        select Info.Found(config.Find("OnUnauthenticatedRequest")?.At ?? action["Type"]?.At ?? action.At, $"{socket.Path} is answered with a redirect to the login where the balancer's cookie has run out or was never there");
}
