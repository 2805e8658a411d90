using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Commands;

/// <summary>What a command line of Hypercorn tells of its app.</summary>
/// <seealso href="https://hypercorn.readthedocs.io/en/latest/how_to_guides/configuring.html">Configuring</seealso>
internal static class HypercornCommand
{
    private const long MaxMessage = 16 << 20;

    /// <summary>The facts.</summary>
    public static AppFacts Of(ServerCommand command)
    {
        // A configuration file may have all of it.
        bool alone = command.Option("-c", "--config") is null;
        Setting<string>? ping = command.Option("--websocket-ping-interval"), size = command.Option("--websocket-max-message-size"), bind = command.Option("-b", "--bind", "--insecure-bind");
        return new AppFacts("hypercorn", command.At)
        {
            PingInterval = ping is not null || alone ? OptionValues.Seconds(ping, Timeout.InfiniteTimeSpan) : null,
            MaxMessage = size is not null || alone ? OptionValues.Number(size, MaxMessage) : null,
            Address = bind is not null || alone ? OptionValues.Address(bind, "127.0.0.1") : null,
            Port = bind is not null || alone ? OptionValues.Port(bind, 8000) : null,
        };
    }
}
