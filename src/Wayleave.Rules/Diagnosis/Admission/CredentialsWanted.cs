using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Diagnosis.Platform;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Admission;

/// <summary>The app refuses for want of a credential, or does not accept the one given.</summary>
internal sealed class CredentialsWanted : IDiagnosisRule
{
    private const string Give = "--cookie, --header 'Authorization: …' or the token in the URL";

    private static readonly Variation[] OriginVariations = [Variation.NoOrigin, Variation.ForeignOrigin, Variation.SameHostOrigin, Variation.OtherSchemeOrigin];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("credentials-wanted", CauseNames.AuthRequired)
    {
        Why = "401 asks for credentials by definition; a 403, a close code or a redirect counts where its words, or its being the same for every Origin, show that who calls is the matter.",
        Source = "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2",
        YieldsTo =
        [
            CauseNames.AuthProxyBlocksUpgrade,
            CauseNames.HostHeaderMismatch,
            CauseNames.TokenExpiredOrReused,
            CauseNames.WafRuleBlock,
            CauseNames.EdgeInterstitial,
            CauseNames.PlatformNoWebsockets,
            CauseNames.SubprotocolRequired,
            CauseNames.BackendDownMasked,
            CauseNames.RateLimited,
            CauseNames.ConnectionLimit,
        ],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        if (Refusal.Of(way.Browser) is not { } refusal || OriginVariations.Any(v => way.Varied(v) is { } h && Refusal.Of(h) is null && h.Opened))
            yield break;
        (double confidence, bool open) = Weigh(evidence, refusal);
        if (confidence == 0)
            yield break;

        string given = evidence.Asked.CredentialGiven
            ? "the credential that was given is not accepted"
            : $"none was given; give what the page has: {Give}";
        string scheme = refusal.Probe.Exchange.Header("WWW-Authenticate") is { } challenge ? $" (WWW-Authenticate: {challenge})" : "";
        string login = refusal.Status is >= 300 and < 400 ? $" to its login {Bare(refusal.Probe.Exchange.Header("Location")!)}" : "";
        string alike = open ? ", whatever the Origin" : "";
        yield return Info.Found(
            Severity.Error, confidence, Chain.App, $"The handshake got {refusal.Words}{login}{scheme}{alike}: the app wants a credential, and {given}.",
            [refusal.Probe, .. open ? OriginVariations.Select(way.Varied) : []]) with
        {
            Alternatives = open ? [CauseNames.OriginNotAllowlisted, CauseNames.WafRuleBlock, CauseNames.RateLimited] : [],
            NextProbe = evidence.Asked.CredentialGiven ? open ? "--page-origin ORIGIN" : null : Give,
        };
    }

    // The confidence, and whether other causes would look the same.
    private static (double Confidence, bool Open) Weigh(Evidence evidence, Refusal refusal)
    {
        Answer answer = Answerer.Of(refusal.Probe.Exchange);
        bool byHop = answer is { IsKnown: true, IsApp: false };
        bool alike = Alike(evidence.Public, refusal);
        return refusal switch
        {
            { SaysRate: true } or { SaysCrowd: true } => (0, false),
            { SpeaksOfOrigin: true } => (0, false),
            { Status: 401 } => (refusal.Probe.Exchange.Header("WWW-Authenticate") is not null ? 0.95 : refusal.Probe.Exchange.Body == "Unauthorized" && !evidence.Asked.CredentialGiven ? 0.55 : 0.9, false),
            { Status: >= 300 and < 400 } when LoginGates.IsOwnLogin(refusal.Probe.Exchange, evidence.Socket.Host) => (0.88, false),
            { Status: 403 } when byHop => (0, false),
            { Status: 403, DemandsCredentials: true } => (0.9, false),
            { Status: 403, SpeaksOfCredentials: true } => (0.8, false),
            // An app that lets the same request in where no hop stands before it wants no credential.
            { Status: 403 } when alike && evidence.OpenWay is null => (0.5, true),
            { Status: 400 or 404 or 422 or 500, DemandsCredentials: true } when !byHop => (0.75, false),
            { CloseCode: 4401 or 4403 or 3000 or 3003 } => (0.92, false),
            { CloseCode: 1008 or 4001 or 4003 or 4004 or 4100 or 1000 or 1002 or 1003 or (>= 4000 and <= 4999), DemandsCredentials: true } => (0.92, false),
            { CloseCode: 1008 or (>= 4000 and <= 4999), SpeaksOfCredentials: true } => (0.85, false),
            { CloseCode: 4001 or 4003 } => (0.6, false),
            { CloseCode: 1008 } when alike => (0.55, true),
            _ => (0, false),
        };
    }

    // At least two handshakes with another Origin, all turned away in the same manner.
    private static bool Alike(Way way, Refusal refusal)
    {
        HandshakeProbe[] tried = [.. OriginVariations.Select(way.Varied).OfType<HandshakeProbe>()];
        return tried.Length > 1 && tried.All(h => refusal.Like(Refusal.Of(h)));
    }

    private static string Bare(string location) => location.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? location[..at] : location;
}
