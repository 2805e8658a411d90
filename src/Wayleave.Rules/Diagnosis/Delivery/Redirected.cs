using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>The upgrade is answered with a redirect, which browsers do not follow.</summary>
internal sealed class Redirected : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("upgrade-redirected", CauseNames.RedirectOnUpgrade)
    {
        Why = "The WebSocket standard fails the connection on any redirect: the page must name the final URL, or the hop must not redirect it.",
        Source = "WHATWG WebSockets §2 (establish a WebSocket connection: redirect mode error); reported failures F010, F080.",
        YieldsTo =
        [
            CauseNames.ForwardedProtoWrong,
            CauseNames.TlsModeMismatch,
            CauseNames.AuthProxyBlocksUpgrade,
            CauseNames.EdgeInterstitial,
            CauseNames.AuthRequired,
        ],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (!evidence.Public.Refused || evidence.Browser is not { } browser || Redirects.Target(browser.Exchange, evidence.Socket) is not { } target
            || Redirects.ToItself(browser.Exchange, evidence.Socket))
            yield break;
        Answer answer = evidence.Public.Answer;
        string hop = answer.IsKnown ? answer.Hop : Blame.Nobody(evidence) || evidence.FailsDirectToo ? Chain.App : Blame.Proxy(evidence);
        Uri asked = Redirects.AsHttp(evidence.Socket);
        bool toHttps = asked.Scheme == "http" && target.Scheme == "https";
        bool slash = target.Host.Equals(asked.Host, StringComparison.OrdinalIgnoreCase) && target.AbsolutePath.TrimEnd('/') == asked.AbsolutePath.TrimEnd('/') && target.AbsolutePath != asked.AbsolutePath;
        string what = toHttps
            ? "the page must open wss:// at once"
            : slash ? "the page must name the path with the very slash that the app wants" : "the page must name the final URL";
        yield return Info.Found(
            Severity.Error,
            slash || toHttps ? 0.93 : 0.8,
            hop,
            $"The upgrade got {Words.Answer(browser)} to {target}{(answer.IsKnown ? $" from {answer.Product}" : "")}; browsers follow no redirect of a socket: {what}.",
            browser,
            evidence.Public.Varied(Variation.TrailingSlash) is { Opened: true } other ? other : null);
    }
}
