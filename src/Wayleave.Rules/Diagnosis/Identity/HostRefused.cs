using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Identity;

/// <summary>The app says that it refuses the Host, or its Origin-equals-Host check fails behind a hop that rewrites Host.</summary>
internal sealed class HostRefused : IDiagnosisRule
{
    // These send the upstream's own name as Host by default; HAProxy, Caddy, Traefik, Envoy and Varnish keep the public one.
    private static readonly string[] Rewriters = ["nginx", "openresty", "apache", "iis"];

    private static string? RewritesHost(Evidence evidence) => evidence.Hops.LastOrDefault(h => Rewriters.Contains(h.Name))?.Name;

    // Tornado's own check lets in any Origin that equals Host; ours did when it was sent.
    private static string? ComparesWithHost(HandshakeProbe browser, Evidence evidence) =>
        browser.Exchange.Body.Contains("Cross origin websockets not allowed", StringComparison.Ordinal) ? Blame.Proxy(evidence) : null;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("host-not-what-the-app-expects", CauseNames.HostHeaderMismatch)
    {
        Why = "Frameworks compare Host with their list, or Origin with Host; a hop that sends its own upstream's name as Host fails both.",
        Source = "nginx's proxy_set_header defaults (Host is $proxy_host); reported failures F017, F027.",
        YieldsTo = [CauseNames.ForwardedProtoWrong, CauseNames.ForwardedHeaderDuplicated, CauseNames.PortMissingInOrigin],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (evidence.Browser is not { } browser || !Denial.Denied(browser))
            yield break;

        HttpProbe? plain = evidence.Public.PlainGet ?? evidence.Public.Http("http-root");
        string? said = Texts.SaysHostRefused(browser.Exchange) ?? (plain is null ? null : Texts.SaysHostRefused(plain.Exchange));
        if (said is not null)
        {
            // Channels' AllowedHostsOriginValidator looks at Origin alone: where it refuses, the list lacks the public name, whatever Host arrives.
            bool listed = plain is not null && Texts.SaysHostRefused(browser.Exchange) is null;
            bool passedHost = listed || (evidence.Direct.IsEmpty ? Blame.Nobody(evidence) : evidence.FailsDirectToo);
            yield return Info.Found(
                Severity.Error,
                0.92,
                passedHost ? Chain.App : Blame.Proxy(evidence),
                $"The upgrade got {Denial.Text(browser)}, and {(listed ? $"a plain request {Words.Answer(plain!.Exchange)} with" : "the app says")} \"{said}\": {(listed ? $"{evidence.Socket.Host} is not among the hosts that the app allows" : "the Host that reaches it is not one that it expects")}.",
                browser,
                plain) with
            {
                FixFor = passedHost ? ["django", "any"] : [Blame.Proxy(evidence), "django", "any"],
                Alternatives = listed ? [CauseNames.OriginNotAllowlisted] : [],
            };
            yield break;
        }

        HandshakeProbe? none = evidence.Public.Varied(Variation.NoOrigin);
        bool ownOrigin = !evidence.Asked.PageOriginGiven;
        if (!ownOrigin || Denial.LetIn(evidence.Public.Varied(Variation.OtherSchemeOrigin)))
            yield break;
        bool originMatters = Denial.LetIn(none) || Texts.SaysOriginRefused(browser) is not null;
        if (!originMatters)
            yield break;
        if (evidence.OpenWay is { } open)
        {
            yield return Info.Found(
                Severity.Error,
                0.9,
                Blame.Proxy(evidence),
                $"The upgrade with Origin {evidence.Asked.PageOrigin} got {Denial.Text(browser)}, and straight to {open.Route} with the same Host and Origin it opens: the hop before it changes Host, so that Origin and Host differ.",
                browser,
                open.Browser,
                none) with
            {
                Alternatives = [CauseNames.PortMissingInOrigin, CauseNames.HeadersLostInLocation],
            };
        }
        else if (evidence.Direct.IsEmpty && (RewritesHost(evidence) ?? ComparesWithHost(browser, evidence)) is { } hop)
        {
            yield return Info.Found(
                Severity.Error,
                0.72,
                hop,
                $"The upgrade with Origin {evidence.Asked.PageOrigin} got {Denial.Text(browser)}{(Denial.LetIn(none) ? " and opens without one" : "")}; {(Rewriters.Contains(hop) ? $"{hop} sends its upstream's name as Host unless told otherwise" : $"{hop} sends another Host than the public one")}, and then Origin and Host differ.",
                browser,
                none) with
            {
                Alternatives = [CauseNames.OriginNotAllowlisted, CauseNames.PortMissingInOrigin],
                NextProbe = Blame.AskOrigin,
            };
        }
    }
}
