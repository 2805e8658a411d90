using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Commands;

/// <summary>What a command line of daphne tells of its app.</summary>
/// <seealso href="https://github.com/django/daphne/blob/main/daphne/cli.py">daphne's command line</seealso>
internal static class DaphneCommand
{
    private static readonly TimeSpan s_ping = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_lifetime = TimeSpan.FromSeconds(86_400);

    /// <summary>The facts.</summary>
    public static AppFacts Of(ServerCommand command) => new("daphne", command.At)
    {
        PingInterval = OptionValues.Seconds(command.Option("--ping-interval"), s_ping),
        Lifetime = OptionValues.Seconds(command.Option("--websocket_timeout", "--websocket-timeout"), s_lifetime),
        Address = command.Option("-u", "--unix-socket", "--fd", "-e", "--endpoint") is null ? OptionValues.Address(command.Option("-b", "--bind"), "127.0.0.1") : null,
        Port = command.Option("-u", "--unix-socket", "--fd", "-e", "--endpoint") is null ? OptionValues.Port(command.Option("-p", "--port"), 8000) : null,
    };
}
