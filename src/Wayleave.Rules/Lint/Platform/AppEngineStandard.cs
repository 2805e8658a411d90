using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Google;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Platform;

/// <summary>An app that opens sockets is given to App Engine's standard environment, which has none.</summary>
internal sealed class AppEngineStandard : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("app-engine-standard", CauseNames.PlatformNoWebsockets, Severity.Error)
    {
        Why = "Only App Engine's flexible environment passes WebSockets. In the standard one, which is meant where app.yaml says no env, a handshake never reaches the app as one.",
        Fix = "Set env: flex, or move the app to Cloud Run.",
        Source = "https://cloud.google.com/appengine/docs/the-appengine-environments",
        Kinds = ["google"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (GoogleFile file in deployment.Of<GoogleFile>().Where(file => file.IsStandard))
        {
            // What only serves files has no socket to lose.
            if (file.Root?["entrypoint"] is null && file.Root?["handlers"] is not null && !deployment.KnowsSockets) continue;
            Span at = (file.Root as DataMap)?.Find("env")?.At ?? file.Runtime!.At;
            yield return deployment.KnowsSockets
                ? Info.Found(at, "App Engine's standard environment passes no WebSockets: the app's pages load, and its socket never opens")
                : Info.Found(Severity.Warning, at, "App Engine's standard environment passes no WebSockets: whatever socket this app opens never does");
        }
    }
}
