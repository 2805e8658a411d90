using System.Collections.Immutable;
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
        Setting<int>? port = OptionValues.Port(command.Given(null, "--port"), 5006);
        return new AppFacts("bokeh", command.At) { PingInterval = Ping(command.Option("--keep-alive")), Port = port, AllowedOrigins = Origins(command, port) };
    }

    private static Setting<TimeSpan>? Ping(Setting<string>? given)
    {
        if (given is null) return new Setting<TimeSpan>(s_ping, null);
        return double.TryParse(given.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double milliseconds) && milliseconds < 1e12
            ? new Setting<TimeSpan>(milliseconds > 0 ? TimeSpan.FromMilliseconds(milliseconds) : Timeout.InfiniteTimeSpan, given.Where) : null;
    }

    // Each may stand several times; without any, pages of localhost alone are let in.
    private static Setting<ImmutableArray<string>>? Origins(ServerCommand command, Setting<int>? port)
    {
        const string Option = "--allow-websocket-origin";
        ImmutableArray<string>.Builder hosts = ImmutableArray.CreateBuilder<string>();
        Setting<string>? last = command.Option(Option), variable = command.Environment.GetValueOrDefault("BOKEH_ALLOW_WS_ORIGIN");
        for (int i = 0; i < command.Words.Length; i++)
        {
            string word = command.Words[i].Text;
            if (word == Option && i + 1 < command.Words.Length) hosts.Add(command.Words[i + 1].Text);
            else if (word.StartsWith(Option + "=", StringComparison.Ordinal)) hosts.Add(word[(Option.Length + 1)..]);
        }

        if (variable is not null) hosts.AddRange(variable.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        if (hosts.Any(host => host.Contains('$', StringComparison.Ordinal))) return null;
        if (hosts.Count == 0) return port is null ? null : new Setting<ImmutableArray<string>>([$"localhost:{port.Value.ToString(CultureInfo.InvariantCulture)}"], null);
        return new Setting<ImmutableArray<string>>(hosts.ToImmutable(), last?.Where ?? variable?.Where);
    }
}
