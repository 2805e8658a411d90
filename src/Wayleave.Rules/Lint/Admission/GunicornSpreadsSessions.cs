using System.Globalization;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Commands;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Requirements;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Admission;

/// <summary>Gunicorn runs an app of Socket.IO in several processes, and any of them may get a client's next request.</summary>
internal sealed class GunicornSpreadsSessions : ILintRule
{
    private static readonly string[] s_libraries = ["flask-socketio", "python-socketio", "python-engineio"];

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("gunicorn-spreads-sessions", CauseNames.StickySessionMissing, Severity.Warning)
    {
        Why = "Socket.IO opens a session by plain requests and keeps it in the process that took the first one. Gunicorn's workers take connections from one queue, as they come: the next request meets a stranger, which answers 400.",
        Fix = "Start one worker a port (-w 1, with threads or an asynchronous worker), and several of those behind a proxy that keeps a client at one; or let clients use the websocket transport alone.",
        Source = "https://flask-socketio.readthedocs.io/en/latest/deployment.html",
        Kinds = ["compose", "dockerfile", "procfile", "systemd", "kubernetes"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        if (!deployment.Of<RequirementsFile>().Any(file => file.Packages.Any(package => s_libraries.Contains(package.Name)))) yield break;
        foreach (ServerCommand command in deployment.Files.SelectMany(file => file.Commands).Where(command => command.Program == "gunicorn"))
        {
            if (command.Option("-w", "--workers") is { Where: { } where } workers && int.TryParse(workers.Value, CultureInfo.InvariantCulture, out int count) && count > 1)
                yield return Info.Found(where, $"the {count} workers share all connections, and a session of Socket.IO is known to the one that opened it: the others answer 400 to its next request");
        }
    }
}
