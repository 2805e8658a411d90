using System.Collections.Immutable;
using Wayleave.Rules.Config.Commands;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Env;

/// <summary>A host whose pages Bokeh and Panel let in: <c>--allow-websocket-origin</c> or <c>BOKEH_ALLOW_WS_ORIGIN</c>.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Entry">The host, with a port or without.</param>
internal sealed record BokehOrigin(Span At, string Entry)
{
    /// <summary>The entries of a deployment.</summary>
    public static ImmutableArray<BokehOrigin> Of(IEnumerable<ConfigFile> files)
    {
        ConfigFile[] all = [.. files];
        return
        [
            .. EnvironmentValues.Of(all, name => name == "BOKEH_ALLOW_WS_ORIGIN").SelectMany(line => line.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(entry => new BokehOrigin(line.At, entry))),
            .. all.SelectMany(file => file.Commands).Where(IsBokeh).SelectMany(FromWords),
        ];
    }

    /// <summary>Whether a command starts a server of Bokeh's.</summary>
    public static bool IsBokeh(ServerCommand command) => command.Program is "bokeh" or "panel" && command.Words.Length > 1 && command.Words[1].Text == "serve";

    /// <summary>Whether it lets in the pages of a host: an entry without a port means 80, and so does an Origin without one, on https too.</summary>
    public bool Covers(string host)
    {
        string[] entry = Parts(Entry), page = Parts(host);
        return (entry[1] == "*" || entry[1] == page[1]) && (entry[0] == "*" || string.Equals(entry[0], page[0], StringComparison.OrdinalIgnoreCase) || (entry[0].StartsWith("*.", StringComparison.Ordinal) && page[0].EndsWith(entry[0][1..], StringComparison.OrdinalIgnoreCase)));
    }

    private static string[] Parts(string host) => host == "*" ? ["*", "*"] : host.Split(':', 2) is [var name, var port] ? [name, port] : [host, "80"];

    private static IEnumerable<BokehOrigin> FromWords(ServerCommand command)
    {
        const string Option = "--allow-websocket-origin";
        for (int i = 0; i < command.Words.Length; i++)
        {
            CommandWord word = command.Words[i];
            if (word.Text == Option && i + 1 < command.Words.Length) yield return new BokehOrigin(command.Words[i + 1].At, command.Words[i + 1].Text);
            else if (word.Text.StartsWith(Option + "=", StringComparison.Ordinal)) yield return new BokehOrigin(word.At, word.Text[(Option.Length + 1)..]);
        }
    }
}
