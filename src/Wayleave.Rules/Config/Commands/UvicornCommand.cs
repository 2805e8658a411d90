using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Commands;

/// <summary>What a command line of uvicorn tells of its app.</summary>
/// <seealso href="https://www.uvicorn.org/settings/">Settings</seealso>
internal static class UvicornCommand
{
    /// <summary>uvicorn pings every 20 s by itself.</summary>
    public static readonly TimeSpan Ping = TimeSpan.FromSeconds(20);

    /// <summary>The largest message that it takes by itself: 16 MiB.</summary>
    public const long MaxMessage = 16 << 20;

    private const string Loopback = "127.0.0.1";

    /// <summary>The facts.</summary>
    public static AppFacts Of(ServerCommand command)
    {
        string? library = command.Given("UVICORN_WS", "--ws")?.Value;
        return new AppFacts("uvicorn", command.At)
        {
            // wsproto's side of uvicorn sent no pings for long, whatever it was told, and newer releases do.
            PingInterval = library is null or "auto" or "websockets" or "websockets-sansio" ? OptionValues.Seconds(command.Given("UVICORN_WS_PING_INTERVAL", "--ws-ping-interval"), Ping) : null,
            MaxMessage = library is null or "auto" or "websockets" or "websockets-sansio" ? OptionValues.Number(command.Given("UVICORN_WS_MAX_SIZE", "--ws-max-size"), MaxMessage) : null,
            Address = command.Option("--uds", "--fd") is null ? OptionValues.Address(command.Given("UVICORN_HOST", "--host"), Loopback) : null,
            Port = command.Option("--uds", "--fd") is null ? OptionValues.Port(command.Given("UVICORN_PORT", "--port"), 8000) : null,
        };
    }
}
