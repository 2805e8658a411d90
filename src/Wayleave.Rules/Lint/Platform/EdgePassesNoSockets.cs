using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.AppRunner;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Platform;

/// <summary>The app opens sockets, and the platform in front of it passes none.</summary>
internal sealed class EdgePassesNoSockets : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("edge-passes-no-sockets", CauseNames.PlatformNoWebsockets, Severity.Error)
    {
        Why = "App Runner forwards HTTP requests and no upgrades: a handshake gets no answer, while everything else works. Nothing in the app's own files changes that.",
        Fix = "Move the app to a service that passes sockets (ECS behind an ALB, EC2, Lightsail), or put `wayleave serve --carry auto` in front of it in the same container.",
        Source = "https://github.com/aws/apprunner-roadmap/issues/13",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        // Its own file says it better.
        if (deployment.Front is not { PassesSockets: false } edge || deployment.Of<AppRunnerFile>().Any()) yield break;
        AppFacts? app = deployment.Apps.FirstOrDefault(app => !app.SocketPaths.IsEmpty);
        Span? at = app?.At ?? deployment.Crossings.FirstOrDefault(crossing => crossing.Socket.From is not SocketPathFrom.Everywhere)?.Passage.At;
        if (at is not { } where) yield break;
        yield return Info.Found(where, $"{edge.Title} passes no WebSockets: the pages load, and {deployment.Sockets[0].Path} never opens");
    }
}
