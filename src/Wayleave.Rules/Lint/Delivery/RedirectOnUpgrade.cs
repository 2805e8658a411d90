using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A hop answers a handshake with a redirect, which browsers do not follow.</summary>
internal sealed class RedirectOnUpgrade : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("redirect-on-upgrade", CauseNames.RedirectOnUpgrade, Severity.Error)
    {
        Why = "A browser follows no redirect of a WebSocket handshake: the socket fails. nginx answers /ws with a redirect to /ws/ where only the location with the slash is there.",
        Fix = "Let the block take the path that the page asks for, without a redirect.",
        Source = "https://nginx.org/en/docs/http/ngx_http_core_module.html#location",
    };

    /// <summary>Whether a passage only leads from plain HTTP to TLS, which is not the way of a socket whose page is on TLS.</summary>
    public static bool LeadsToTls(Passage passage) =>
        passage is { End: PassageEnd.Redirected, Listener: null or { Tls: false }, Location: { } to } && (to == "https" || to.StartsWith("https:", StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from crossing in deployment.Crossings
        where crossing.Passage.End is PassageEnd.Redirected && (!LeadsToTls(crossing.Passage) || crossing.EndsTls is { Hop.Place: not HopPlace.Edge })
        select Info.Found(
            crossing.Passage.At,
            $"{crossing.Socket.Path} is answered with {crossing.Passage.Status ?? 302}{(crossing.Passage.Location is { } to ? $" to {to}" : "")}{(LeadsToTls(crossing.Passage) ? $", though {crossing.EndsTls!.Hop.Product} in front has it on TLS already" : "")}: browsers do not follow a redirect of a handshake");
}
