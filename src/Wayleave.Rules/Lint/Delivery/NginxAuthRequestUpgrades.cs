using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Config.Nginx.Meaning;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>The question to nginx's authentication backend goes out as a handshake.</summary>
internal sealed class NginxAuthRequestUpgrades : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("nginx-auth-request-upgrades", CauseNames.MiddlewareBreaksHijack, Severity.Warning)
    {
        Why = "The subrequest of auth_request carries the client's headers, and where the location inherits Upgrade and Connection it is a handshake. A backend that answers it with 101 has nginx end the client's connection without an answer.",
        Fix = "Set the auth location's own headers, with Upgrade and Connection empty.",
        Source = "https://nginx.org/en/docs/http/ngx_http_auth_request_module.html",
        Kinds = ["nginx"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (Crossing crossing in deployment.Crossings.Where(crossing => crossing is { Hop.Product: "nginx", Passage.End: PassageEnd.Forwarded }))
        {
            NginxDirective? pass = deployment.Of<NginxFile>().SelectMany(file => file.Named("proxy_pass")).FirstOrDefault(directive => directive.At == crossing.Passage.At);
            if (pass?.Parent is not { } location || NginxInheritance.Scalar(location, "auth_request") is not { Argument: ['/', ..] } auth) continue;
            if (location.Outwards().FirstOrDefault(level => level.Name == "server") is not { } server || NginxLocations.Choose(server.Block, auth.Argument).Location is not { } asked) continue;
            if (asked.Find("proxy_pass") is not { } question) continue;
            NginxDirective[] headers = [.. NginxInheritance.Array(asked, "proxy_set_header").Where(set => set.Words.Length == 3 && set.Words[2].Text.Length > 0)];
            if (headers.Any(set => Is(set, "Upgrade")) && headers.Any(set => Is(set, "Connection")))
                yield return Info.Found(question.At, $"the question whether {crossing.Socket.Path} may pass goes to this backend as a handshake: if it answers 101, nginx closes the client's connection");
        }
    }

    private static bool Is(NginxDirective set, string name) => string.Equals(set.Argument, name, StringComparison.OrdinalIgnoreCase);
}
