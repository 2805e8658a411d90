using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Identity;

/// <summary>The page opens a socket at localhost, at an inner address, or at a port that its users cannot reach.</summary>
internal sealed class PageUrlWrong : IDiagnosisRule
{
    private static string? Doubled(string path)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 1; i < parts.Length; i++)
        {
            if (parts[i] == parts[i - 1])
                return "/" + parts[i];
        }

        return null;
    }

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("page-opens-an-address-that-is-not-public", CauseNames.ClientUrlWrong)
    {
        Why = "The page itself was loaded from another address, so the socket's URL was built from the wrong setting.",
        Source = "Reported failures F055, F120.",
        YieldsTo = [CauseNames.EdgePortNotProxied],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (evidence.Page is not { } page || evidence.IsPage)
            yield break;
        Uri home = new(page.Url);
        Uri socket = evidence.Socket;
        if (Hosts.IsInner(socket.Host) && !Hosts.IsInner(home.Host))
        {
            yield return Info.Found(
                Severity.Error,
                0.96,
                Chain.Client,
                $"The page {page.Url} opens {socket.OriginalString}: {socket.Host} is each visitor's own machine or network, not the app.",
                page,
                evidence.Browser);
        }
        else if (socket.Host.Equals(home.Host, StringComparison.OrdinalIgnoreCase)
            && socket.Port != home.Port
            && evidence.Browser is { Exchange: { Status: null, Failure: { Stage: FailureStage.Connect or FailureStage.Tls } failure } } browser)
        {
            yield return Info.Found(
                Severity.Error,
                0.86,
                Chain.Client,
                $"The page was loaded from port {home.Port} and opens {socket.OriginalString}, where {Words.Failed(failure)}: port {socket.Port} is an inner one.",
                page,
                browser);
        }
        else if (evidence.Public.Refused && evidence.Public.Status is 404 && Doubled(socket.AbsolutePath) is { } twice)
        {
            yield return Info.Found(
                Severity.Error,
                0.8,
                Chain.Client,
                $"The page opens {socket.OriginalString}, which got 404: the part {twice} stands twice in its path.",
                page,
                evidence.Browser);
        }
    }
}
