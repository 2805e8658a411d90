using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Streamlit;

/// <summary>What options tell of a Streamlit app.</summary>
internal static class StreamlitApp
{
    // 1 s in most versions, 30 s in those that run on Tornado 6.5: the longest that any has by itself.
    private static readonly TimeSpan s_ownPing = TimeSpan.FromSeconds(30);

    /// <summary>Where its socket is, below its base path.</summary>
    public const string Socket = "/_stcore/stream";

    /// <summary>The facts. An option that is not set has Streamlit's default.</summary>
    /// <param name="at">What gives the app away.</param>
    /// <param name="options">Its options, the strongest last.</param>
    public static AppFacts Of(Span at, ImmutableArray<StreamlitOption> options)
    {
        StreamlitOption? Find(string name) => options.LastOrDefault(option => option.Name == name);
        StreamlitOption? folder = Find("server.baseUrlPath");
        bool open = Find("server.enableCORS")?.Truth == false && Find("server.enableXsrfProtection")?.Truth == false;
        return new AppFacts("streamlit", at)
        {
            SocketPaths = folder is { } set && set.Value.Contains('$', StringComparison.Ordinal) ? [] : [new SocketPath(Path(folder?.Value ?? ""), SocketPathFrom.App, folder?.At ?? at)],
            PingInterval = Find("server.websocketPingInterval") is { } ping ? Seconds(ping) : new Setting<TimeSpan>(s_ownPing, null),
            Address = Find("server.address") is { } address && !address.Value.Contains('$', StringComparison.Ordinal) ? new Setting<string>(address.Value, address.At) : null,
            Port = Find("server.port") is { } port ? Number(port) : null,
            AllowedOrigins = new Setting<ImmutableArray<string>>(open ? ["*"] : ["same-host", .. Find("browser.serverAddress") is { } known ? [known.Value] : Array.Empty<string>()], Find("server.enableCORS")?.At),
        };
    }

    private static string Path(string folder) => folder.Trim('/') is { Length: > 0 } inner ? $"/{inner}{Socket}" : Socket;

    // Tornado takes nothing and 0 for "send no pings".
    private static Setting<TimeSpan>? Seconds(StreamlitOption option) =>
        !double.TryParse(option.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) || seconds is < 0 or > 1e8 ? null
        : new Setting<TimeSpan>(seconds == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds), option.At);

    private static Setting<int>? Number(StreamlitOption option) =>
        int.TryParse(option.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? new Setting<int>(number, option.At) : null;
}
