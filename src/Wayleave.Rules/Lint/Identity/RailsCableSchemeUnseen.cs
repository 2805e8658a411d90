using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Rails;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Lint.Delivery;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>Action Cable compares Origin with the request's own scheme, and nobody tells it that the browser is on TLS.</summary>
internal sealed class RailsCableSchemeUnseen : ILintRule
{
    // Each makes Rack take the request for one on TLS.
    private static readonly string[] s_telling = ["x-forwarded-proto", "x-forwarded-ssl", "x-forwarded-scheme", "forwarded", "x-forwarded-port"];

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("rails-cable-scheme-unseen", CauseNames.ForwardedProtoWrong, Severity.Error)
    {
        Why = "Where no list lets the Origin in, Action Cable wants it to be the request's own scheme and host. Behind a proxy that ends TLS and says nothing of it the request is plain HTTP, so \"https://…\" is a stranger: 404, and \"Request origin not allowed\" in the log.",
        Fix = "Send X-Forwarded-Proto: $scheme, set config.assume_ssl = true, or list the Origin in allowed_request_origins.",
        Source = "https://guides.rubyonrails.org/action_cable_overview.html#allowed-request-origins",
        Kinds = ["rails"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        if (RailsProject.Of(deployment.Of<RailsFile>()) is not { } app || app.Is("assume_ssl", true) || deployment.Edge is not (null or "none")) yield break;
        if (app.Settings.Any(setting => setting.Name is "action_cable.allowed_request_origins" or "action_cable.disable_request_forgery_protection")) yield break;
        foreach (Crossing crossing in deployment.Crossings.Where(crossing => crossing.Socket.Path.Contains("cable", StringComparison.Ordinal) && crossing.Hop.Product is "nginx" or "apache" or "haproxy"))
        {
            if (crossing.Passage is not { End: PassageEnd.Forwarded, Version: not null, Listener.Tls: true, To.Tls: not true } passage || !UpgradeHeaders.Missing(crossing).IsEmpty || passage.Lost.ContainsKey("x-forwarded-proto") || Array.Exists(s_telling, passage.Headers.ContainsKey)) continue;
            yield return Info.Found(passage.At, $"{crossing.Socket.Path} goes on without X-Forwarded-Proto: Action Cable takes the request for plain HTTP and refuses every page on https with 404") with
            {
                Fix = NginxMending.Behind(deployment, crossing, "Say how the browser came.", "proxy_set_header X-Forwarded-Proto $scheme;"),
            };
        }
    }
}
