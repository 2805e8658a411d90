using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Identity;

/// <summary>The URL as given is refused, and with its trailing slash added or taken away it opens.</summary>
internal sealed class SlashWrong : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("url-differs-by-a-slash", CauseNames.ClientUrlWrong)
    {
        Why = "Routes are compared whole: Starlette, Django and others hold the two for different paths, and a handshake follows no redirect.",
        Source = "Starlette's redirect_slashes; Channels' URLRouter.",
        YieldsTo = [CauseNames.PathRewritten],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        HandshakeProbe? slash = evidence.Public.Varied(Variation.TrailingSlash);
        if (!evidence.Public.Refused || evidence.Public.Status is >= 300 and < 400 || slash is not { Opened: true } || evidence.OpenWay is not null)
            yield break;

        yield return Info.Found(
            Severity.Error,
            0.85,
            Chain.Client,
            $"The upgrade to {evidence.Socket.AbsolutePath} got {Words.Answer(evidence.Browser)}, and to {slash.Exchange.Path} it opens: the app knows the path only {(evidence.Socket.AbsolutePath.EndsWith('/') ? "without" : "with")} the trailing slash.",
            evidence.Browser,
            slash) with
        {
            Alternatives = [CauseNames.PathRewritten],
            NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
        };
    }
}
