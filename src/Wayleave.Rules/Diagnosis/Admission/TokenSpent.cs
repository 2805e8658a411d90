using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Admission;

/// <summary>The connection token is past its life or was already used.</summary>
internal sealed class TokenSpent : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("token-already-spent", CauseNames.TokenExpiredOrReused)
    {
        Why = "The refusal says so, or the very same handshake was let in before: the credential was good and is not any more.",
        Source = "https://github.com/Giskard-AI/giskard-oss/issues/1248",
        YieldsTo = [CauseNames.AuthProxyBlocksUpgrade, CauseNames.RateLimited, CauseNames.ConnectionLimit, CauseNames.StickySessionMissing],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        if (Refusal.Of(way.Browser) is { } refusal)
        {
            if (refusal.SaysSpent || (refusal.SaysInvalid && evidence.Asked.CredentialGiven))
            {
                bool said = refusal.SaysSpent;
                yield return Info.Found(
                    Severity.Error, said ? 0.93 : 0.7, Chain.App,
                    $"The handshake got {refusal.Words}, and the refusal speaks of a token that is {(said ? "expired or was already used" : "not valid")}: fetch a new one right before each attempt.",
                    refusal.Probe) with
                {
                    Alternatives = said ? [] : [CauseNames.AuthRequired],
                    NextProbe = said ? null : "a fresh token, with --twice",
                };
            }

            yield break;
        }

        if (way.Browser is not { Opened: true } browser)
            yield break;
        if (way.Varied(Variation.Twice) is { } twice)
        {
            if (Refusal.Of(twice) is { } second && TurnsAway(second))
            {
                yield return Info.Found(
                    Severity.Warning, 0.93, Chain.App,
                    $"With the same credential the first handshake opened and a second one got {second.Words}: it is good for one use, so a reconnect with it fails; fetch a new one for each attempt.",
                    browser,
                    twice);
            }

            yield break;
        }

        HandshakeProbe[] later = [.. way.Handshakes.Where(h => h.Variation is Variation.Repeat or Variation.WithCookies or Variation.NoDeflate or Variation.NoUserAgent or Variation.NoOrigin)];
        if (evidence.Asked.CredentialGiven && later.Length > 1 && later.All(h => Refusal.Of(h) is { } r && TurnsAway(r)))
        {
            yield return Info.Found(
                Severity.Info, Refusal.Of(later[0])!.SaysSpent ? 0.9 : 0.6, Chain.App,
                $"The first handshake opened and the {Words.Number(later.Length)} later ones with the same credential got {Refusal.Of(later[0])!.Words}: it seems good for one use only.",
                [browser, .. later]) with
            {
                NextProbe = "a fresh token, with --twice",
            };
        }
    }

    private static bool TurnsAway(Refusal refusal) =>
        refusal is { Status: 400 or 401 or 403 or 404 or 409 or 410 } or { CloseCode: 1008 or 3000 or 3003 or (>= 4000 and <= 4999) };
}
