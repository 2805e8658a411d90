using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;

namespace Wayleave.Rules.Diagnosis.Identity;

/// <summary>An https page opens a ws:// socket, which browsers block.</summary>
internal sealed class SecurePageOpensWs : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("https-page-opens-ws", CauseNames.MixedContent)
    {
        Why = "Browsers refuse an unencrypted socket from a secure page before anything is sent.",
        Source = "W3C Mixed Content; reported failure F096.",
        YieldsTo = [CauseNames.ForwardedProtoWrong],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (evidence.Page is not { } page || evidence.Socket.Scheme != "ws" || Hosts.IsLoopback(evidence.Socket.Host)
            || !page.Url.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
            yield break;

        yield return Info.Found(
            Severity.Error,
            0.97,
            Chain.Client,
            $"The page {page.Url} opens {evidence.Socket.OriginalString}: browsers block ws:// on an https page, whatever the server does.",
            page,
            evidence.Browser);
    }
}
