using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Identity;

/// <summary>The app turns away the page's Origin and lets the same handshake in without it, or from elsewhere.</summary>
internal sealed class OriginRefused : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("own-origin-refused", CauseNames.OriginNotAllowlisted)
    {
        Why = "Only the Origin differs between the handshake that is refused and the one that opens, so a check of Origin refuses it.",
        Source = "RFC 6455 §4.2.2 and §10.2; reported failures F103, F143.",
        YieldsTo = [CauseNames.HostHeaderMismatch, CauseNames.PortMissingInOrigin, CauseNames.ForwardedProtoWrong, CauseNames.ConfiguredPublicUrlMismatch, CauseNames.ForwardedHeaderDuplicated],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (evidence.Browser is not { } browser || !Denial.Denied(browser))
            yield break;

        string origin = evidence.Asked.PageOrigin;
        if (Texts.SaysOriginRefused(browser) is { } said)
        {
            yield return Info.Found(
                Severity.Error,
                0.9,
                Chain.App,
                $"The upgrade with Origin {origin} got {Denial.Text(browser)}, and the refusal says \"{said}\".",
                browser);
            yield break;
        }

        HandshakeProbe? sameHost = evidence.Public.Varied(Variation.SameHostOrigin);
        if (evidence.Asked.PageOriginGiven && Denial.LetIn(sameHost))
        {
            yield return Info.Found(
                Severity.Error,
                0.95,
                Chain.App,
                $"The upgrade with Origin {origin} got {Denial.Text(browser)}, and with the URL's own origin it opens: {origin} is not on the app's list.",
                browser,
                sameHost);
            yield break;
        }

        // verifyClient of npm ws answers 401 with this very body by default; it is most often an Origin check.
        if (browser.Exchange is { Status: 401, Body: "Unauthorized" } && browser.Exchange.Header("WWW-Authenticate") is null && !evidence.Asked.CredentialGiven && !evidence.Public.Handshakes.Any(h => h.Opened))
        {
            yield return Info.Found(
                Severity.Error,
                0.6,
                Chain.App,
                $"The upgrade with Origin {origin} got {Denial.Text(browser)} in the words of npm ws's verifyClient, which apps use to check the Origin, or a token.",
                browser) with
            {
                Alternatives = [CauseNames.AuthRequired],
                NextProbe = "--page-origin ORIGIN (an Origin that the app lists), or the credential with --cookie or --header",
            };
            yield break;
        }

        HandshakeProbe? none = evidence.Public.Varied(Variation.NoOrigin);
        HandshakeProbe? foreign = evidence.Public.Varied(Variation.ForeignOrigin);
        HandshakeProbe? open = Denial.LetIn(none) ? none : Denial.LetIn(foreign) ? foreign : null;
        if (open is null)
            yield break;
        string how = open == none ? "without an Origin" : "with a foreign Origin";
        string direct = evidence.FailsDirectToo ? $", and straight to {evidence.Direct[^1].Route} it is refused alike" : "";
        yield return Info.Found(
            Severity.Error,
            evidence.FailsDirectToo ? 0.88 : 0.7,
            Chain.App,
            $"The upgrade with Origin {origin} got {Denial.Text(browser)}, and {how} it opens ({Words.Answer(open)}){direct}: the app refuses this Origin.",
            browser,
            open,
            evidence.FailsDirectToo ? evidence.Direct[^1].Browser : null) with
        {
            Alternatives = [CauseNames.HostHeaderMismatch, CauseNames.ConfiguredPublicUrlMismatch],
            NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
        };
    }
}
