using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>The servers of <c>stream</c> blocks: they pass bytes, so every header goes on as it came, and only silence ends a socket.</summary>
/// <seealso href="https://nginx.org/en/docs/stream/ngx_stream_proxy_module.html">ngx_stream_proxy_module</seealso>
internal static class NginxStreams
{
    // proxy_timeout's default.
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(10);

    // Databases and mail are passed on by the same means: only what browsers come to is a socket's way.
    private static readonly int?[] s_ports = [80, 443, 8080, 8443];

    /// <summary>The passages through a file's streams.</summary>
    public static IEnumerable<Passage> Pass(NginxFile file) =>
        from server in file.Named("server")
        where server is { Name: "server", HasBlock: true, Parent.Name: "stream" } && server.Find("proxy_pass") is not null
        let pass = server.Find("proxy_pass")!
        from listen in NginxListen.Of(server)
        where s_ports.Contains(listen.Port)
        select new Passage
        {
            At = pass.At, End = PassageEnd.Forwarded, To = new Upstream(pass.At) { Sticky = null },
            Listener = new Listener(listen.Port, listen.Tls, listen.At) { ProxyProtocol = listen.ProxyProtocol },
            Idle = NginxInheritance.Scalar(server, "proxy_timeout") is not { } set ? new Setting<TimeSpan>(s_timeout, null) : NginxUnits.Time(set.Argument) is { } time ? new Setting<TimeSpan>(time, set.At) : null,
        };
}
