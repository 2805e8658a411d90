using Wayleave.Rules.Causes;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Identity;

/// <summary>The https page's own HTML names a ws:// URL with the page's host: the app wrote it, and believes that it is called over plain http.</summary>
internal sealed class ProtoInPage : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("page-rendered-with-ws", CauseNames.ForwardedProtoWrong)
    {
        Why = "A socket URL with the whole host in server-rendered HTML comes from the request as the app sees it.",
        Source = "Reported failure F094.",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (evidence.Page is not { } page || !page.Url.StartsWith("https:", StringComparison.OrdinalIgnoreCase) || evidence.Socket.Scheme != "ws")
            yield break;
        DiscoveredSocket? rendered = page.Sockets.FirstOrDefault(s => s.Certain
            && s.Url == evidence.Socket.OriginalString
            && s.FoundIn == page.Url
            && s.Written.Contains($"ws://{new Uri(page.Url).Host}", StringComparison.OrdinalIgnoreCase));
        if (rendered is null)
            yield break;

        yield return Info.Found(
            Severity.Error,
            0.75,
            Blame.Proxy(evidence),
            $"The https page's HTML names {rendered.Url}, with its own host and the scheme of plain http: the app builds the URL from a request that it takes for http, and browsers block it.",
            page) with
        {
            Alternatives = [CauseNames.MixedContent],
        };
    }
}
