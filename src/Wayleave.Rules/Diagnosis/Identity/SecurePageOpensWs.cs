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
        if (evidence.Page is not { } page || evidence.Socket.Scheme != "ws"
            || !Uri.TryCreate(page.Url, UriKind.Absolute, out Uri? opener) || opener.Scheme != "https")
            yield break;
        // Browsers trust this machine's own addresses without TLS. A page elsewhere that names them has another fault; a page that is
        // itself there names its own host, and will do so wherever it is put.
        bool spared = Hosts.IsLoopback(evidence.Socket.Host);
        if (spared && !opener.Host.Equals(evidence.Socket.Host, StringComparison.OrdinalIgnoreCase))
            yield break;

        bool here = spared && evidence.Public.Opened;
        yield return Info.Found(
            here ? Severity.Warning : Severity.Error,
            here ? 0.8 : 0.97,
            Chain.Client,
            $"The page {page.Url} opens {evidence.Socket.OriginalString}: browsers block ws:// on an https page, whatever the server does{(spared ? ", and spare only a loopback address like this one" : "")}.",
            page,
            evidence.Browser);
    }
}
