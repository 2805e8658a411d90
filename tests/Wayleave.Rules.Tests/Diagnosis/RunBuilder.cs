using System.Collections.Immutable;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis;

/// <summary>Builds a run probe by probe, in the order in which a test tells its story.</summary>
/// <remarks>Probes go to the public way until <see cref="To"/> names another; they belong to the target until <see cref="OnSocket"/> names a socket.</remarks>
internal sealed class RunBuilder
{
    private readonly Target target;
    private readonly List<Probe> probes = [];
    private Asked asked;
    private string route = Probe.PublicRoute;
    private string? socket;
    private bool interrupted;

    private RunBuilder(Target target)
    {
        this.target = target;
        Uri url = new(target.Url);
        asked = new Asked { PageOrigin = $"{(url.Scheme is "wss" or "https" ? "https" : "http")}://{url.Authority}" };
    }

    private string Url => socket ?? target.Url;

    /// <summary>A run whose target is a socket.</summary>
    public static RunBuilder Socket(string url = "wss://app.example/ws") => new(new Target(url, TargetKind.Socket));

    /// <summary>A run whose target is a page.</summary>
    public static RunBuilder Page(string url = "https://app.example/") => new(new Target(url, TargetKind.Page));

    /// <summary>A healthy run: everything that the base run tries, and all of it well.</summary>
    /// <param name="url">The socket.</param>
    /// <param name="signature">Adds the headers by which the chain shows itself.</param>
    public static RunBuilder Healthy(string url = "wss://app.example/ws", Func<Reply, Reply>? signature = null)
    {
        Func<Reply, Reply> sign = signature ?? (r => r);
        return Socket(url)
            .Dns("203.0.113.7")
            .Tcp("203.0.113.7:443")
            .Tls()
            .Plain(sign(Reply.Of(404, "Not Found").WithBody("{\"detail\":\"Not Found\"}")))
            .Upgrade(sign(Reply.Opens()))
            .Upgrade(Variation.Repeat, sign(Reply.Opens()))
            .Upgrade(Variation.NoOrigin, sign(Reply.Opens()))
            .Upgrade(Variation.ForeignOrigin, sign(Reply.Of(403, "Forbidden")))
            .Upgrade(Variation.OtherSchemeOrigin, sign(Reply.Opens()))
            .Upgrade(Variation.NoDeflate, sign(Reply.Opens()))
            .Upgrade(Variation.ExtraSubprotocol, sign(Reply.Opens().Flawed(HandshakeFlaw.SubprotocolMissing)))
            .Upgrade(Variation.TrailingSlash, sign(Reply.Of(403, "Forbidden")))
            .Upgrade(Variation.NoUserAgent, sign(Reply.Opens()));
    }

    /// <summary>The following probes go straight to an <c>--origin</c> or <c>--via</c>.</summary>
    public RunBuilder To(string hostAndPort)
    {
        route = hostAndPort;
        if (!asked.Routes.Contains(hostAndPort))
            asked = asked with { Routes = asked.Routes.Add(hostAndPort) };
        return this;
    }

    /// <summary>The following probes take the public way again.</summary>
    public RunBuilder ToPublic()
    {
        route = Probe.PublicRoute;
        return this;
    }

    /// <summary>The following probes belong to this socket of the page.</summary>
    public RunBuilder OnSocket(string url)
    {
        socket = url;
        return this;
    }

    /// <summary>Changes what the caller gave and asked for.</summary>
    public RunBuilder Asked(Func<Asked, Asked> change)
    {
        asked = change(asked);
        return this;
    }

    /// <summary>The run was stopped before its end.</summary>
    public RunBuilder Interrupted()
    {
        interrupted = true;
        return this;
    }

    /// <summary>A handshake; the browser's own unless a variation is named.</summary>
    public RunBuilder Upgrade(Reply reply) => Upgrade(Variation.Browser, reply);

    /// <summary>A handshake that differs in one thing.</summary>
    public RunBuilder Upgrade(Variation variation, Reply reply) => Add(id => new HandshakeProbe
    {
        Id = id,
        Name = variation switch
        {
            Variation.Browser => "upgrade-http11",
            Variation.ExtendedConnect => "upgrade-http2",
            _ => $"upgrade-{variation}".ToLowerInvariant(),
        },
        Url = Url,
        Route = route,
        Socket = socket,
        StartMs = probes.Count,
        ElapsedMs = 20,
        Outcome = reply.Outcome,
        Variation = variation,
        Exchange = reply.Exchange("GET", PathOf(Url), RequestOf(variation)),
        Flaws = reply.Flaws,
        Subprotocol = reply.Subprotocol,
        Deflate = reply.Deflate,
        Session = reply.Session,
        Arrived = reply.Arrived,
    });

    /// <summary>The plain GET on the socket's own path.</summary>
    public RunBuilder Plain(Reply reply) => Http("http-socket-path", reply);

    /// <summary>A plain request: <c>http-root</c>, <c>http-plain-scheme</c>, …</summary>
    public RunBuilder Http(string name, Reply reply, string? url = null) => Add(id => new HttpProbe
    {
        Id = id,
        Name = name,
        Url = url ?? "http" + Url[2..],
        Route = route,
        Socket = socket,
        StartMs = probes.Count,
        ElapsedMs = 10,
        Outcome = reply.Outcome,
        Exchange = reply.Exchange("GET", PathOf(url ?? Url), [new HeaderField("Host", new Uri(Url).Authority)]),
    });

    /// <summary>A lookup that finds addresses; <paramref name="name"/> tells which resolver was asked.</summary>
    public RunBuilder Dns(string address, string[]? cnames = null, string name = "dns-system", Failure? failure = null) => Add(id => new DnsProbe
    {
        Id = id,
        Name = name,
        Url = Url,
        Route = route,
        StartMs = probes.Count,
        ElapsedMs = 3,
        Outcome = failure?.Text ?? address,
        Host = new Uri(Url).Host,
        Resolver = name == "dns-system" ? "system" : "192.0.2.53",
        Addresses = failure is null ? [.. address.Split(',')] : [],
        CnameChain = [.. cnames ?? []],
        Failure = failure,
    });

    /// <summary>A TCP connection to one address.</summary>
    public RunBuilder Tcp(string address, Failure? failure = null) => Add(id => new TcpProbe
    {
        Id = id,
        Name = "tcp",
        Url = Url,
        Route = route,
        StartMs = probes.Count,
        ElapsedMs = 3,
        Outcome = failure?.Text ?? "connected",
        Address = address,
        Failure = failure,
    });

    /// <summary>A TLS handshake; change it at will.</summary>
    public RunBuilder Tls(Func<TlsProbe, TlsProbe>? change = null, string name = "tls") => Add(id =>
    {
        TlsProbe probe = new()
        {
            Id = id,
            Name = name,
            Url = Url,
            Route = route,
            StartMs = probes.Count,
            ElapsedMs = 8,
            Outcome = "TLS 1.3",
            Address = "203.0.113.7:443",
            ServerName = name == "tls" ? new Uri(Url).Host : null,
            Version = "TLS 1.3",
            AlpnOffered = ["h2", "http/1.1"],
            Alpn = "http/1.1",
            Chain = [new CertificateFacts("CN=app.example", "CN=R11, O=Let's Encrypt, C=US", ["app.example"], "2026-10-01T00:00:00Z", "2026-12-30T00:00:00Z")],
        };
        return change?.Invoke(probe) ?? probe;
    });

    /// <summary>A socket held for long.</summary>
    public RunBuilder Idle(IdleMode mode, SessionEnd? end, double lastActivityMs = 0, int framesReceived = 0) => Add(id => new IdleProbe
    {
        Id = id,
        Name = $"idle-{mode}".ToLowerInvariant(),
        Url = Url,
        Route = route,
        Socket = socket,
        StartMs = probes.Count,
        ElapsedMs = end?.AtMs ?? 0,
        Outcome = end?.Kind.ToString() ?? "never opened",
        Mode = mode,
        LastActivityMs = lastActivityMs,
        FramesReceived = framesReceived,
        End = end,
    });

    /// <summary>The page as read, with the sockets that it opens.</summary>
    public RunBuilder Read(Func<PageProbe, PageProbe>? change = null, params string[] sockets) => Add(id =>
    {
        PageProbe probe = new()
        {
            Id = id,
            Name = "page",
            Url = target.Url,
            StartMs = probes.Count,
            ElapsedMs = 12,
            Outcome = $"{sockets.Length} sockets",
            Sockets = [.. sockets.Select(s => new DiscoveredSocket(s, $"new WebSocket(\"{s}\")", target.Url, true))],
        };
        return change?.Invoke(probe) ?? probe;
    });

    /// <summary>Any probe, given its id.</summary>
    public RunBuilder Add(Func<string, Probe> make)
    {
        probes.Add(make($"p{probes.Count + 1}"));
        return this;
    }

    /// <summary>The run as told so far.</summary>
    public Run Build() => new() { Target = target, Asked = asked, Probes = [.. probes], Interrupted = interrupted };

    /// <summary>What was seen at the target socket, or at the first socket of the page.</summary>
    public Evidence Evidence() => new(Build(), socket ?? target.Url);

    /// <summary>What the whole run means.</summary>
    public Judgement Judge() => Rules.Diagnosis.Judge.Of(Build());

    private static string PathOf(string url) => new Uri(url).PathAndQuery;

    private ImmutableArray<HeaderField> RequestOf(Variation variation)
    {
        List<HeaderField> headers =
        [
            new("Host", new Uri(Url).Authority),
            new("Connection", "Upgrade"),
            new("Upgrade", "websocket"),
            new("Sec-WebSocket-Version", "13"),
            new("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
        ];
        string? origin = variation switch
        {
            Variation.NoOrigin => null,
            Variation.ForeignOrigin => "https://elsewhere.example",
            Variation.OtherSchemeOrigin => asked.PageOrigin.StartsWith("https", StringComparison.Ordinal) ? "http" + asked.PageOrigin[5..] : "https" + asked.PageOrigin[4..],
            Variation.SameHostOrigin => $"{(Url.StartsWith("wss", StringComparison.Ordinal) ? "https" : "http")}://{new Uri(Url).Authority}",
            _ => asked.PageOrigin,
        };
        if (origin is not null)
            headers.Add(new HeaderField("Origin", origin));
        if (variation != Variation.NoDeflate)
            headers.Add(new HeaderField("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits"));
        if (variation == Variation.ForwardedProto)
            headers.Add(new HeaderField("X-Forwarded-Proto", "https"));
        return [.. headers];
    }
}
