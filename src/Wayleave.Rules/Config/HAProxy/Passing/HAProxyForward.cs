using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.HAProxy.Matching;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.HAProxy.Passing;

/// <summary>What becomes of a handshake once its backend is chosen.</summary>
internal static class HAProxyForward
{
    private static readonly Version s_http1 = new(1, 1);

    /// <summary>The passage through a backend.</summary>
    /// <param name="front">Where the handshake came in.</param>
    /// <param name="back">The backend.</param>
    /// <param name="request">The handshake as it reaches it.</param>
    /// <param name="chosen">The line that chose the backend; null where it is its own frontend.</param>
    public static Passage To(HAProxyProxy front, HAProxyProxy back, HAProxyRequest request, HAProxyLine? chosen)
    {
        bool isHttp = front.IsHttp == true;
        if (back != front && isHttp)
        {
            HAProxyStep step = HAProxyActions.Run(back, request);
            if (step.End is { } end) return end;
            request = step.Request;
        }

        ImmutableArray<HAProxyServer> servers = back.Servers;
        if (servers.IsEmpty) return new Passage { At = (chosen ?? back.Section.Head).At, End = back.File.IsWhole && back.Find("use-fcgi-app") is null ? PassageEnd.Answered : PassageEnd.Unknown, Status = 503 };
        HAProxyServer first = servers.FirstOrDefault(server => server.IsUsed) ?? servers[0];
        return new Passage
        {
            At = first.Line.At,
            End = PassageEnd.Forwarded,
            To = UpstreamOf(back, servers, first, isHttp) with { Path = request.Path, Rewritten = request.Rewritten },
            Version = isHttp ? VersionOf(first) : null,
            Headers = isHttp ? request.Headers : ImmutableDictionary<string, HeaderFate>.Empty,
            Idle = HAProxyIdle.Ignored(front, back) is null ? HAProxyIdle.Of(front, back) : null,
        };
    }

    private static Upstream UpstreamOf(HAProxyProxy back, ImmutableArray<HAProxyServer> servers, HAProxyServer first, bool isHttp) => new(first.Line.At)
    {
        // In mode tcp bytes pass as they come, and TLS may be in them.
        Tls = servers.All(server => server.IsTls == first.IsTls) && (isHttp || first.IsTls) ? first.IsTls : null,
        Host = first.Host,
        Port = first.Port,
        Servers = servers.Length == 1 ? [] : [.. servers.Select(server => string.Create(CultureInfo.InvariantCulture, $"{server.Host}:{server.Port}"))],
        Sticky = StickyOf(back, servers),
    };

    private static bool? StickyOf(HAProxyProxy back, ImmutableArray<HAProxyServer> servers)
    {
        if (servers.Where(server => server.IsUsed).Sum(server => server.Count) <= 1) return true;
        if (back.FindAll("stick").Any(stick => stick[1] is "on" or "match") || back.Find("appsession") is not null) return true;
        if (back.Find("cookie") is { IsNegated: false } cookie && (cookie.IndexOf("dynamic") > 0 || servers.All(server => server.Parameters.ContainsKey("cookie")))) return true;
        if (back.FindAll("use-server").Any()) return null;
        return back.Find("balance") is not { } balance || !balance.IsSure ? back.Find("balance") is null ? false : null : balance[1] switch
        {
            "source" => true,
            "roundrobin" or "static-rr" or "leastconn" or "first" or "random" => false,
            _ when balance[1].StartsWith("random", StringComparison.Ordinal) => false,
            // By the path, a header, a cookie, a hash: it depends on what clients send.
            _ => null,
        };
    }

    // Where HTTP/2 may be spoken, only HAProxyUpgradeOverHttp2 can say what becomes of a handshake: it depends on the version.
    private static Setting<Version>? VersionOf(HAProxyServer server)
    {
        string ws = server.Parameters.GetValueOrDefault("ws", "auto");
        if (ws == "h1") return new Setting<Version>(s_http1, server.Line.At);
        bool perhaps2 = ws == "h2" || server.Parameters.GetValueOrDefault("proto") == "h2" || server.Parameters.GetValueOrDefault("alpn", "").Split(',').Contains("h2");
        return perhaps2 ? null : new Setting<Version>(s_http1, null);
    }
}
