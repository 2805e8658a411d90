using System.Collections.Immutable;
using Wayleave.Rules.Config.Commands;

namespace Wayleave.Rules.Config.Streamlit;

/// <summary>The options of the Streamlit apps of some files.</summary>
internal static class StreamlitOptions
{
    /// <summary>The options that decide who may open the socket, and how: those of <c>[server]</c> and <c>[browser]</c> in every version.</summary>
    public static ImmutableArray<string> Known { get; } =
    [
        "server.folderWatchList", "server.folderWatchBlacklist", "server.fileWatcherType", "server.headless", "server.runOnSave", "server.allowRunOnSave", "server.address", "server.port",
        "server.baseUrlPath", "server.scriptHealthCheckEnabled", "server.enableCORS", "server.corsAllowedOrigins", "server.enableXsrfProtection", "server.maxUploadSize", "server.maxMessageSize",
        "server.enableArrowTruncation", "server.enableWebsocketCompression", "server.websocketPingInterval", "server.enableStaticServing", "server.disconnectedSessionTTL", "server.cookieSecret",
        "server.sslCertFile", "server.sslKeyFile", "server.trustedUserHeaders", "server.customComponentBaseUrlPath", "server.liveSave", "server.useStarlette",
        "browser.serverAddress", "browser.serverPort", "browser.gatherUsageStats",
    ];

    /// <summary>All options that files set and command lines give, the strongest last: the environment rules over a file, and a command line over both.</summary>
    public static ImmutableArray<StreamlitOption> Of(IEnumerable<ConfigFile> files)
    {
        ConfigFile[] all = [.. files];
        ServerCommand[] commands = [.. all.SelectMany(file => file.Commands).Where(command => command.Program == "streamlit")];
        return [.. all.OfType<StreamlitFile>().SelectMany(file => file.Options), .. commands.SelectMany(OfEnvironment), .. commands.SelectMany(Of)];
    }

    /// <summary>The options of one app: those of its files, behind them those of its environment and its command line.</summary>
    /// <param name="command">The command line that starts it.</param>
    /// <param name="files">All files.</param>
    public static ImmutableArray<StreamlitOption> Of(ServerCommand command, IEnumerable<ConfigFile> files) =>
        [.. files.OfType<StreamlitFile>().SelectMany(file => file.Options), .. OfEnvironment(command), .. Of(command)];

    // STREAMLIT_SERVER_ENABLE_CORS is server.enableCORS.
    private static IEnumerable<StreamlitOption> OfEnvironment(ServerCommand command) =>
        from pair in command.Environment
        where pair.Key.StartsWith("STREAMLIT_", StringComparison.Ordinal) && pair.Value.Where is not null
        let name = Known.FirstOrDefault(known => string.Equals(Plain(known), Plain(pair.Key["STREAMLIT_".Length..]), StringComparison.OrdinalIgnoreCase))
        where name is not null
        select new StreamlitOption(name, pair.Value.Value, pair.Value.Where!.Value);

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);

    /// <summary>The options on a command line: <c>--server.port 8501</c> or <c>--server.port=8501</c>.</summary>
    public static IEnumerable<StreamlitOption> Of(ServerCommand command)
    {
        for (int i = 0; i < command.Words.Length; i++)
        {
            string word = command.Words[i].Text;
            // What stands behind it is the app's own.
            if (word == "--") yield break;
            if (!word.StartsWith("--", StringComparison.Ordinal) || !word.Contains('.', StringComparison.Ordinal)) continue;
            int equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) yield return new StreamlitOption(word[2..equals], word[(equals + 1)..], command.Words[i].At);
            else if (i + 1 < command.Words.Length && !command.Words[i + 1].Text.StartsWith("--", StringComparison.Ordinal)) yield return new StreamlitOption(word[2..], command.Words[i + 1].Text, command.Words[i].At.To(command.Words[i + 1].At));
            else yield return new StreamlitOption(word[2..], "true", command.Words[i].At);
        }
    }
}
