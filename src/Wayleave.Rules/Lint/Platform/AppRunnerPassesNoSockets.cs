using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.AppRunner;
using Wayleave.Rules.Config.Commands;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Platform;

/// <summary>An app that opens sockets is given to App Runner, which passes no upgrades.</summary>
internal sealed class AppRunnerPassesNoSockets : ILintRule
{
    // Servers of pages that do nothing without their socket.
    private static readonly string[] s_needSockets = ["streamlit", "chainlit", "daphne", "bokeh", "panel", "voila", "solara", "shiny", "reflex", "gradio"];

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("apprunner-passes-no-sockets", CauseNames.PlatformNoWebsockets, Severity.Error)
    {
        Why = "App Runner forwards HTTP requests and no upgrades: a handshake gets no answer, while everything else works.",
        Fix = "Move the app to a service that passes sockets (ECS behind an ALB, EC2, Lightsail), or put `wayleave serve --carry auto` in front of it in the same container.",
        Source = "https://github.com/aws/apprunner-roadmap/issues/13",
        Kinds = ["apprunner"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<AppRunnerFile>()
        let command = file.Commands.FirstOrDefault()
        let at = file.Root?.Find("run", "command")?.At ?? file.Root?["run"]?.At ?? file.Source.All.Before
        select deployment.Sockets.Length > 0 || (command is not null && NeedsSockets(command))
            ? Info.Found(at, "App Runner passes no WebSockets: the app's pages load, and its socket never opens")
            : Info.Found(Severity.Warning, at, "App Runner passes no WebSockets: whatever socket this app opens gets no answer");

    private static bool NeedsSockets(ServerCommand command) => s_needSockets.Contains(command.Program, StringComparer.Ordinal);
}
