using System.Globalization;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Commands;

/// <summary>What a command line of <c>bokeh serve</c> or <c>panel serve</c> tells of its app.</summary>
/// <seealso href="https://docs.bokeh.org/en/latest/docs/reference/command/subcommands/serve.html">bokeh serve</seealso>
internal static class BokehCommand
{
    private static readonly TimeSpan s_ping = TimeSpan.FromMilliseconds(37_000);

    /// <summary>The facts; null where nothing is served.</summary>
    public static AppFacts? Of(ServerCommand command)
    {
        if (command.Flag("serve") is null) return null;
        return new AppFacts("bokeh", command.At) { PingInterval = Ping(command.Option("--keep-alive")), Port = OptionValues.Port(command.Option("--port"), 5006) };
    }

    private static Setting<TimeSpan>? Ping(Setting<string>? given)
    {
        if (given is null) return new Setting<TimeSpan>(s_ping, null);
        return double.TryParse(given.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double milliseconds) && milliseconds < 1e12
            ? new Setting<TimeSpan>(milliseconds > 0 ? TimeSpan.FromMilliseconds(milliseconds) : Timeout.InfiniteTimeSpan, given.Where) : null;
    }
}
