using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.HAProxy;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Tls;

/// <summary>One section of a HAProxy sends a PROXY header to another that expects none, or the other way round.</summary>
internal sealed class HAProxyProxyHeaderOneSided : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("haproxy-proxy-header-one-sided", CauseNames.ProxyProtocolMismatch, Severity.Error)
    {
        Kinds = ["haproxy"],
        Why = "A PROXY header stands in front of everything else on a connection. Who does not expect it takes it for a broken request; who expects it closes a connection that has none.",
        Fix = "Have send-proxy or send-proxy-v2 on the server's line and accept-proxy on the bind line, both or neither.",
        Source = "https://www.haproxy.org/download/2.6/doc/proxy-protocol.txt",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<HAProxyFile>()
        from server in file.Proxies.SelectMany(proxy => proxy.Servers)
        from bind in file.Proxies.SelectMany(proxy => proxy.Binds)
        where Meet(server, bind) && server.SendsProxy != bind.TakesProxy
        select Finding(server, bind);

    private LintFinding Finding(HAProxyServer server, HAProxyBind bind)
    {
        if (!server.SendsProxy)
        {
            return Info.Found(server.Line.At, $"line {bind.Line.At.Line} expects a PROXY header and this server sends none, so every connection is closed") with
            {
                Fix = LintFix.Of("Send a PROXY header.", new Edit(server.Line.At.After, " send-proxy-v2")),
            };
        }

        // Where others come in as well, who sends none, accept-proxy would shut them out.
        return bind.Address is "" or "*" or "0.0.0.0" or "::" or "[::]"
            ? Info.Found(server.Line.At, $"this server sends a PROXY header to line {bind.Line.At.Line}, where without accept-proxy it is taken for a broken request")
            : Info.Found(bind.Line.At, $"{server.Line[1]} on line {server.Line.At.Line} sends a PROXY header here, and without accept-proxy it is taken for a broken request") with
            {
                Fix = LintFix.Of("Expect the PROXY header.", new Edit(bind.Line.At.After, " accept-proxy")),
            };
    }

    private static bool Meet(HAProxyServer server, HAProxyBind bind)
    {
        if (server.Line.Name != "server") return false;
        if (server.Line[2].Contains('@', StringComparison.Ordinal) || server.Line[2].StartsWith('/')) return server.Line[2] == bind.Address;
        return server.Port is not null && server.Port == bind.Port && server.Host is "127.0.0.1" or "localhost" or "::1" or "[::1]"
            && bind.Address is "" or "*" or "0.0.0.0" or "127.0.0.1" or "localhost" or "::" or "[::]" or "::1" or "[::1]";
    }
}
