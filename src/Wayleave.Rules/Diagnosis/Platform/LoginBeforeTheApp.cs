using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Platform;

/// <summary>An access proxy in front of the app asks for the login: a redirect to it, or a 401 of its own.</summary>
internal sealed class LoginBeforeTheApp : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("login-before-the-app", CauseNames.AuthProxyBlocksUpgrade)
    {
        Why = "The redirect leads to an identity provider or to an access proxy's own path, or the 401 is in a proxy's own words: the handshake never reached the app.",
        Source = "https://github.com/cloudflare/cloudflared/issues/404",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        if (evidence.Browser is not { } browser || !evidence.Public.Refused)
            yield break;

        string given = evidence.Asked.CredentialGiven ? "The credential that was given is not accepted there" : "Give the session's cookie with --cookie to see what comes behind it";
        if (LoginGates.Of(browser.Exchange) is { } gate)
        {
            string to = browser.Exchange.Header("Location") is { } location ? $" to {Bare(location)}" : "";
            yield return Info.Found(
                Severity.Error, gate.Hop.Length > 0 ? 0.95 : 0.85, gate.Hop.Length > 0 ? gate.Hop : Blame.First(evidence),
                $"The handshake is answered with {Words.Answer(browser)}{to}: {gate.Words} asks for a login before the app is reached, and a WebSocket cannot follow. {given}.",
                browser);
        }
        else if (browser.Exchange.Status is 401 or 403 or 407 && Answerer.Of(browser.Exchange) is { IsKnown: true, IsApp: false } answer && Asks(browser.Exchange, answer))
        {
            yield return Info.Found(
                Severity.Error, 0.9, answer.Hop,
                $"The handshake is answered with {Words.Answer(browser)} by {answer.Product} itself ({answer.Sign}), so the app never saw it. {given}.",
                browser);
        }
    }

    // A proxy's own 403 is a rule of its own (an address, a WAF); only a 401 or an access proxy asks for a login.
    private static bool Asks(HttpExchange exchange, Answer answer) => exchange.Status is 401 or 407 || answer.Hop == "oauth2-proxy";

    // The query of such a target carries state and may carry secrets.
    private static string Bare(string location) => location.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? location[..at] : location;
}
