using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.HAProxy;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Tls;

/// <summary>A HAProxy speaks HTTP/2 to a server, and with it sockets' handshakes.</summary>
internal sealed class HAProxyUpgradeOverHttp2 : ILintRule
{
    // The first versions with "ws": before them, whatever ALPN had agreed on was used for sockets too.
    private static readonly Version s_ws = new(2, 4, 9);

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("haproxy-upgrade-over-http2", CauseNames.AlpnH2OnlyBackend, Severity.Error)
    {
        Kinds = ["haproxy"],
        Why = "HAProxy 2.4 and later carries a socket to an HTTP/2 server by extended CONNECT (RFC 8441), which most servers do not take: HAProxy answers 502 or 503. From 2.4.9 on it prefers HTTP/1.1 for sockets where the server's ALPN has it.",
        Fix = "Add ws h1 to the server's line, or take h2 out of its alpn.",
        Source = "https://github.com/haproxy/haproxy/issues/1364",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<HAProxyFile>()
        from crossing in deployment.Crossings
        where crossing.Hop is HAProxyHop && crossing.Passage is { End: PassageEnd.Forwarded }
        let back = file.ProxyAt(crossing.Passage.At)
        where back?.IsHttp == true
        from server in back.Servers
        let finding = Judge(server, file.Version)
        where finding is not null
        select finding;

    private LintFinding? Judge(HAProxyServer server, Version? version)
    {
        if (server.Parameters.ContainsKey("ws")) return null;
        string[] alpn = server.Parameters.GetValueOrDefault("alpn", "").Split(',');
        bool always = server.Parameters.GetValueOrDefault("proto") == "h2" || (alpn.Contains("h2") && !alpn.Contains("http/1.1"));
        if (always)
            return Info.Found(server.Line.At, $"server {server.Line[1]} is spoken to over HTTP/2 only, so handshakes become extended CONNECT, which few servers take: HAProxy answers 502 or 503 instead of 101");
        if (!alpn.Contains("h2") || version >= s_ws) return null;
        LintFinding finding = version is null
            ? Info.Found(Severity.Warning, server.Line.At, $"server {server.Line[1]} may agree on HTTP/2, and HAProxy before 2.4.9 then sends handshakes as extended CONNECT, which few servers take; ws h1 keeps them on HTTP/1.1 in later versions too")
            : Info.Found(server.Line.At, $"server {server.Line[1]} may agree on HTTP/2, and HAProxy {version} then sends handshakes over it, where few servers take them");
        return version is null ? finding with { Fix = LintFix.Of("Keep sockets on HTTP/1.1 (HAProxy 2.4.9 or later).", new Edit(server.Line.At.After, " ws h1")) } : finding;
    }
}
