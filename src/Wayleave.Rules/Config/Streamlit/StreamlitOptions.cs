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

    /// <summary>All options that files set and command lines give, the strongest last: a command line rules over a file.</summary>
    public static ImmutableArray<StreamlitOption> Of(IEnumerable<ConfigFile> files)
    {
        ConfigFile[] all = [.. files];
        return [.. all.OfType<StreamlitFile>().SelectMany(file => file.Options), .. all.SelectMany(file => file.Commands).Where(command => command.Program == "streamlit").SelectMany(Of)];
    }

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
