using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>A <c>listen</c> of a server, or the one that nginx adds where there is none.</summary>
/// <param name="Address">Its address as written, without a port; empty: all.</param>
/// <param name="Port">Its port; null for a Unix socket and where it is not known.</param>
/// <param name="At">Its line; the server's where nginx adds it.</param>
internal sealed record NginxListen(string Address, int? Port, Span At)
{
    /// <summary>Whether it ends TLS.</summary>
    public bool Tls { get; init; }

    /// <summary>Whether it offers HTTP/2.</summary>
    public bool Http2 { get; init; }

    /// <summary>Whether each connection must begin with a PROXY header.</summary>
    public bool ProxyProtocol { get; init; }

    /// <summary>Whether its server takes the requests for names that no server has.</summary>
    public bool Default { get; init; }

    /// <summary>Whether the address is written so that it is known.</summary>
    public bool Known => Port is not null || Address.StartsWith("unix:", StringComparison.Ordinal);

    /// <summary>Whether only this machine comes to it, such as a stream in front: then no browser's URL has its port.</summary>
    public bool IsLoopback => Address is "localhost" or "[::1]" || Address.StartsWith("127.", StringComparison.Ordinal);

    /// <summary>What a server listens on; QUIC is left out, since browsers open no sockets over it.</summary>
    public static ImmutableArray<NginxListen> Of(NginxDirective server)
    {
        ImmutableArray<NginxDirective> written = [.. server.FindAll("listen").Where(listen => listen.Words.Length > 1)];
        // ngx_http_core_module: "*:80" for the superuser where nothing is written.
        if (written.IsEmpty) return [new NginxListen("", 80, server.At) { Tls = IsOn(server, "ssl"), Http2 = IsOn(server, "http2") }];
        return
        [
            .. from listen in written
               let words = listen.Words.Skip(2).Select(word => word.Text).ToArray()
               where !words.Contains("quic") && !words.Contains("udp")
               select Read(listen) with
               {
                   // Before nginx 1.25.1 `ssl on` was the other way to say it.
                   Tls = words.Contains("ssl") || IsOn(server, "ssl"),
                   Http2 = words.Contains("http2") || IsOn(server, "http2"),
                   ProxyProtocol = words.Contains("proxy_protocol"),
                   Default = words.Contains("default_server") || words.Contains("default"),
               },
        ];
    }

    private static bool IsOn(NginxDirective server, string name) => NginxInheritance.Scalar(server, name)?.Argument == "on";

    private static NginxListen Read(NginxDirective listen)
    {
        string text = listen.Argument;
        if (text.StartsWith("unix:", StringComparison.Ordinal)) return new NginxListen(text, null, listen.At);
        int colon = text.LastIndexOf(':');
        bool bare = colon < 0 || text.EndsWith(']');
        if (bare && Number(text) is { } port) return new NginxListen("", port, listen.At);
        if (bare) return new NginxListen(text, text.Contains('$', StringComparison.Ordinal) ? null : 80, listen.At);
        return new NginxListen(text[..colon] is "*" or "[::]" or "0.0.0.0" ? "" : text[..colon], Number(text[(colon + 1)..]), listen.At);
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) ? port : null;
}
