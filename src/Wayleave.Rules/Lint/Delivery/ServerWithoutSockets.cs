using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Commands;
using Wayleave.Rules.Config.Django;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Requirements;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A server is started in a way in which it speaks no WebSocket, for an app that opens sockets.</summary>
internal sealed class ServerWithoutSockets : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("server-without-sockets", CauseNames.ServerLibMissing, Severity.Error)
    {
        Why = "WSGI has no sockets: gunicorn's own workers and uWSGI answer a handshake as a plain request, with 404 or 500, whatever the app's routes say. uvicorn does so with --ws none.",
        Fix = "Start the ASGI application with a server that speaks WebSocket: daphne, uvicorn[standard], hypercorn, or gunicorn -k uvicorn_worker.UvicornWorker.",
        Source = "https://channels.readthedocs.io/en/stable/deploying.html",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        ServerCommand[] commands = [.. deployment.Files.SelectMany(file => file.Commands)];
        // Where another command serves the sockets, plain pages may well have a server of their own.
        if (commands.Any(SpeaksSockets)) yield break;
        DjangoProject[] channels = [.. DjangoProject.Of(deployment.Of<DjangoFile>()).Where(project => project.InstalledApps.Contains("channels") || project.Last("CHANNEL_LAYERS") is not null)];
        // Nobody installs Channels for anything else.
        bool asked = deployment.Of<RequirementsFile>().Any(file => file.Packages.Any(package => package.Name == "channels"));
        foreach (ServerCommand command in commands)
        {
            if (Fault(command, channels.Length > 0 || asked) is { } fault) yield return Info.Found(command.At, fault);
        }
    }

    private static string? Fault(ServerCommand command, bool hasChannels) => command.Program switch
    {
        "uvicorn" when command.Option("--ws")?.Value == "none" => "uvicorn is told to speak no WebSocket: every handshake is a plain request to the app",
        "uvicorn" when command.Option("--interface")?.Value == "wsgi" => "uvicorn runs the app as WSGI, which has no sockets: every handshake is a plain request to the app",
        "gunicorn" when IsOwnWorker(command) && Application(command) is { } app && app.Contains("asgi", StringComparison.OrdinalIgnoreCase) =>
            $"gunicorn runs the ASGI application {app} with a worker for WSGI: requests fail with 500 and no socket opens; it needs -k uvicorn_worker.UvicornWorker",
        "gunicorn" when hasChannels && IsOwnWorker(command) => "the app has Channels, and gunicorn runs it as WSGI, which has no sockets: every handshake is a plain request, answered with 404",
        "uwsgi" when hasChannels => "the app has Channels, and uWSGI runs it as WSGI, which has no sockets of Channels: every handshake is a plain request, answered with 404",
        "waitress-serve" when hasChannels => "the app has Channels, and waitress runs it as WSGI, which has no sockets: every handshake is a plain request, answered with 404",
        _ => null,
    };

    // A configuration file may name the worker, and so may the environment.
    private static bool IsOwnWorker(ServerCommand command) =>
        command.Option("-c", "--config") is null && command.Words.All(word => !word.Text.Contains('$', StringComparison.Ordinal) || word.Text.Contains("PORT", StringComparison.Ordinal)) && !command.Environment.ContainsKey("GUNICORN_CMD_ARGS")
        && (command.Option("-k", "--worker-class")?.Value is null or "sync" or "gthread");

    private static string? Application(ServerCommand command) => command.Arguments.FirstOrDefault(word => word.Text.Contains(':', StringComparison.Ordinal) && !word.Text.StartsWith('-') && !char.IsAsciiDigit(word.Text[^1]))?.Text
        ?? command.Arguments.FirstOrDefault(word => word.Text.EndsWith(".asgi", StringComparison.Ordinal))?.Text;

    private static bool SpeaksSockets(ServerCommand command) =>
        command.Program is "daphne" or "hypercorn" or "granian" || (command.Program == "uvicorn" && Fault(command, hasChannels: false) is null)
        || (command.Program == "gunicorn" && command.Option("-k", "--worker-class")?.Value.Contains("uvicorn", StringComparison.OrdinalIgnoreCase) == true);
}
