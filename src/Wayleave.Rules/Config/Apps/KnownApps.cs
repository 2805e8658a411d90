using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Wayleave.Rules.Config.Apps;

/// <summary>The applications that a proxy's file gives away by a name or a port, so that their sockets are known where the file does not tell them.</summary>
public static partial class KnownApps
{
    [GeneratedRegex("[a-z0-9]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, PatternLimit.Milliseconds)]
    private static partial Regex WordsPattern { get; }

    // What people hang on a program's name for the place where it runs.
    private static readonly string[] s_suffixes = ["app", "server", "servers", "web", "ui", "service", "svc", "backend", "upstream", "node", "nodes", "host", "container", "prod", "production", "staging", "dev", "main", "http", "ws", "websocket"];

    /// <summary>All of them. Ports and paths are those of each one's own documentation, or of its source.</summary>
    public static ImmutableArray<KnownApp> All { get; } =
    [
        new(["streamlit"]) { Port = 8501, Socket = "/_stcore/stream", ComparesOrigin = true },
        new(["jupyter", "jupyterlab", "jupyterhub", "jupyter-notebook"]) { Port = 8888, Socket = "/api/kernels", ComparesOrigin = true },
        new(["grafana"]) { Socket = "/api/live/ws", ComparesOrigin = true },
        new(["n8n"]) { Port = 5678, Socket = "/rest/push", ComparesOrigin = true },
        new(["code-server"]) { ComparesOrigin = true },
        new(["homeassistant", "home-assistant", "hass"]) { Port = 8123, Socket = "/api/websocket" },
        new(["nodered", "node-red"]) { Port = 1880, Socket = "/comms" },
        new(["ttyd"]) { Port = 7681, Socket = "/ws" },
        new(["novnc", "websockify"]) { Port = 6080, Socket = "/websockify" },
        new(["mattermost"]) { Port = 8065, Socket = "/api/v4/websocket" },
        new(["uptime-kuma", "uptimekuma"]) { Socket = "/socket.io/" },
    ];

    /// <summary>The application that listens somewhere; null: it is none of these, or cannot be told.</summary>
    /// <param name="name">A service, a host or a group of servers, as written; of a host's name with dots its first part counts.</param>
    /// <param name="port">Its port; null: not known.</param>
    public static KnownApp? At(string name, int? port)
    {
        string[] words = [.. WordsPattern.Matches(name.Split('.')[0].ToLowerInvariant()).Select(match => match.Value)];
        return All.FirstOrDefault(app => app.Names.Any(known => Means(words, known.Split('-')))) ?? All.FirstOrDefault(app => port is not null && app.Port == port);
    }

    // my-grafana and grafana_backend_2 are one, grafana-agent is another program.
    private static bool Means(string[] words, string[] known)
    {
        int last = Enumerable.Range(0, Math.Max(0, words.Length - known.Length + 1)).LastOrDefault(from => words.AsSpan(from, known.Length).SequenceEqual(known), -1);
        return last >= 0 && words.Skip(last + known.Length).All(word => s_suffixes.Contains(word) || word.All(char.IsAsciiDigit));
    }
}
