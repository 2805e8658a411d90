using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A hop turns the handshake's GET into another method.</summary>
internal sealed class MethodChanged : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("method-changed", CauseNames.UpgradeHeaderStripped, Severity.Error)
    {
        Why = "A handshake is a GET (RFC 6455 §4.1). With any other method the app sees a plain request.",
        Fix = "Leave the method alone at the socket's path.",
        Source = "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_method",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from crossing in deployment.Crossings
        where crossing.Passage is { End: PassageEnd.Forwarded, Method: { Value: not "GET" } }
        select Info.Found(crossing.Passage.Method!.Where ?? crossing.Passage.At, $"{crossing.Socket.Path} goes on as {crossing.Passage.Method!.Value}: a handshake is a GET, so the app answers 405 or 400");
}
