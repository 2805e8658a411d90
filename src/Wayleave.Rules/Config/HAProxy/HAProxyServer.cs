using System.Collections.Immutable;
using System.Globalization;

namespace Wayleave.Rules.Config.HAProxy;

/// <summary>A <c>server</c> or <c>server-template</c> line, with what <c>default-server</c> says.</summary>
/// <param name="Line">The line.</param>
/// <param name="Host">Its name or address without a port; null if it is not known, or is a socket of the system.</param>
/// <param name="Port">Its port; null if it has none of its own or it is not known.</param>
/// <param name="Parameters">Each parameter with its value, which is empty for those that have none.</param>
public sealed record HAProxyServer(HAProxyLine Line, string? Host, int? Port, ImmutableDictionary<string, string> Parameters)
{
    // The parameters that have a value, so that a cookie called "ssl" is no TLS.
    private static readonly HashSet<string> s_withValue =
    [
        "addr", "agent-addr", "agent-inter", "agent-port", "agent-send", "alpn", "ca-file", "check-alpn", "check-proto", "check-sni", "ciphers", "ciphersuites", "client-sigalgs", "cookie", "crl-file", "crt",
        "curves", "downinter", "error-limit", "fall", "fastinter", "guid", "hash-key", "id", "init-addr", "inter", "interface", "log-bufsize", "log-proto", "max-reuse", "maxconn", "maxqueue", "minconn",
        "namespace", "npn", "observe", "on-error", "on-marked-down", "on-marked-up", "pool-low-conn", "pool-max-conn", "pool-purge-delay", "port", "proto", "proxy-v2-options", "redir", "resolve-net",
        "resolve-opts", "resolve-prefer", "resolvers", "rise", "shard", "sigalgs", "slowstart", "sni", "socks4", "source", "ssl-max-ver", "ssl-min-ver", "tcp-ut", "track", "usesrc", "verify", "verifyhost",
        "weight", "ws",
    ];

    /// <summary>How many servers the line stands for.</summary>
    public int Count => Line.Name == "server-template" && int.TryParse(Line[2].Split('-')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int many) ? many : 1;

    /// <summary>Whether TLS is spoken to it.</summary>
    public bool IsTls => Parameters.ContainsKey("ssl") && !Parameters.ContainsKey("no-ssl");

    /// <summary>Whether it takes requests while all is well.</summary>
    public bool IsUsed => !Parameters.ContainsKey("backup") && !Parameters.ContainsKey("disabled");

    /// <summary>Whether a PROXY header is sent to it.</summary>
    public bool SendsProxy => Parameters.Keys.Any(name => name.StartsWith("send-proxy", StringComparison.Ordinal));

    /// <summary>The servers of a section.</summary>
    /// <param name="levels">The section and its defaults, the section first.</param>
    internal static ImmutableArray<HAProxyServer> Of(ImmutableArray<HAProxySection> levels)
    {
        ImmutableDictionary<string, string> common = ImmutableDictionary<string, string>.Empty;
        ImmutableArray<HAProxyServer>.Builder servers = ImmutableArray.CreateBuilder<HAProxyServer>();
        foreach (HAProxySection level in levels.Reverse())
        {
            foreach (HAProxyLine line in level.Lines.Where(line => line.IsSure))
            {
                int address = line.Name == "server-template" ? 3 : 2;
                if (line.Name == "default-server") common = Read(line, 1, common);
                else if (line.Name is "server" or "server-template" && line.Words.Length > address && level == levels[0]) servers.Add(At(line, line.Words[address], Read(line, address + 1, common)));
            }
        }

        return servers.ToImmutable();
    }

    private static HAProxyServer At(HAProxyLine line, HAProxyWord address, ImmutableDictionary<string, string> parameters)
    {
        string text = address.Text;
        if (!address.IsKnown || text.Contains('/', StringComparison.Ordinal)) return new HAProxyServer(line, null, null, parameters);
        if (text.IndexOf('@', StringComparison.Ordinal) is var family and > 0) text = text[(family + 1)..];
        int colon = text.LastIndexOf(':');
        bool ported = colon > 0 && text[..colon].TrimEnd(':').Length > 0;
        int? port = ported && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
        return new HAProxyServer(line, ported ? text[..colon] : text, port, parameters);
    }

    private static ImmutableDictionary<string, string> Read(HAProxyLine line, int from, ImmutableDictionary<string, string> common)
    {
        for (int i = from; i < line.Words.Length; i++)
        {
            string name = line[i];
            common = common.SetItem(name, s_withValue.Contains(name) ? line[++i] : "");
            if (name is "ssl" or "no-ssl") common = common.Remove(name == "ssl" ? "no-ssl" : "ssl");
        }

        return common;
    }
}
