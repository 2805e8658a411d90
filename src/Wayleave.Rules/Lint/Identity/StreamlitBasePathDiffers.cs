using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Streamlit;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>The proxy has the app below another path than the one that Streamlit is told.</summary>
internal sealed class StreamlitBasePathDiffers : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("streamlit-base-path-differs", CauseNames.ConfiguredPublicUrlMismatch, Severity.Error)
    {
        Why = "Streamlit serves its pages and its socket below server.baseUrlPath and nowhere else. A proxy that passes another path on gets 404 for the socket.",
        Fix = "Set server.baseUrlPath to the path that the proxy passes on, or let the proxy take its prefix off (a proxy_pass that ends in a slash) and leave baseUrlPath out.",
        Source = "https://docs.streamlit.io/develop/api-reference/configuration/config.toml#server",
        Kinds = ["streamlit"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (Crossing crossing in deployment.Crossings.Where(crossing => crossing.Socket.From is SocketPathFrom.App && crossing.Passage is { End: PassageEnd.Forwarded, To.Path: not null } && !deployment.Behind(crossing).Any()))
        {
            // What the proxy takes off or puts on itself is path-rewritten.
            string asked = crossing.Passage.To!.Path!;
            AppFacts? app = deployment.Apps.FirstOrDefault(app => app is { Framework: "streamlit", SocketPaths: [_] } && AppAddress.IsAt(app, crossing.Passage.To!, deployment.Files) == true);
            if (app is null || asked != crossing.Handshake.Path || asked == app.SocketPaths[0].Path) continue;
            string own = app.SocketPaths[0].Path;
            StreamlitOption? option = StreamlitOptions.Of(deployment.Files).LastOrDefault(option => option.Name == "server.baseUrlPath");
            yield return Info.Found(option?.At ?? crossing.Passage.At, $"Streamlit is asked for {asked} and has its socket at {own}{(option is null ? ", since no baseUrlPath is set" : "")}: the handshake gets 404");
        }
    }
}
