using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Commands;

/// <summary>What a command line of gunicorn tells of its app.</summary>
/// <seealso href="https://docs.gunicorn.org/en/stable/settings.html">Settings</seealso>
internal static class GunicornCommand
{
    /// <summary>The facts; null where its worker is not known to speak WebSocket.</summary>
    public static AppFacts? Of(ServerCommand command)
    {
        string? worker = command.Option("-k", "--worker-class")?.Value;
        // A worker of the project's own may set anything; uvicorn's has its defaults, and no option to change them.
        if (worker is not ("uvicorn.workers.UvicornWorker" or "uvicorn_worker.UvicornWorker" or "uvicorn.workers.UvicornH11Worker" or "uvicorn_worker.UvicornH11Worker")) return null;
        return new AppFacts("gunicorn", command.At)
        {
            PingInterval = new Setting<TimeSpan>(UvicornCommand.Ping, null),
            MaxMessage = new Setting<long>(UvicornCommand.MaxMessage, null),
            // A configuration file may have the address, and so has a PORT in the environment.
            Address = command.Option("-b", "--bind") is { } own ? OptionValues.Address(own, "") : null,
            Port = command.Option("-b", "--bind") is { } bind ? OptionValues.Port(bind, 8000) : command.Option("-c", "--config") is null ? new Setting<int>(8000, null) : null,
        };
    }
}
