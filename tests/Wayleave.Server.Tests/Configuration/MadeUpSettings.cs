using System.Collections.Immutable;
using System.Net;
using Wayleave.Protocol.Jwt;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Tests.Configuration;

/// <summary>Settings by chance, all of them such as a file can say; secrets are left out, for they are not written.</summary>
internal sealed class MadeUpSettings(Random chance)
{
    private static readonly string[] s_names = ["plain", "with space", "q\"uote", "back\\slash", "co: lon", "# hash", "${X}", "$$", "null", "true", "1.5", "-", "ünï", "🙂", "off", "***", "[x", "{y}", "'", "%", "@a", "\u00A0", "\uE000", "\uFDD0"];

    public static ServeSettings Of(int seed) => new MadeUpSettings(new Random(seed)).Settings();

    private ServeSettings Settings() => new()
    {
        // A fixed port each, since the same one twice is an error.
        Listen = [.. Some(1, 3, i => new ListenSettings(Maybe(), new IPEndPoint(Any(IPAddress.Any, IPAddress.Loopback, IPAddress.IPv6Any), 1000 + i))).Append(new ListenSettings(true, new IPEndPoint(IPAddress.Any, 0)))],
        Tls = new TlsSettings
        {
            Certificates = [.. Some(0, 2, i => new CertificateSettings($"/certs/{Name()}{i}".Replace("//", "/"), Maybe() ? "/certs/a.key" : null))],
            StateFolder = Maybe() ? "/var/lib/$wayleave" : null,
            MinVersion = Any(TlsVersion.Tls12, TlsVersion.Tls13),
            Redirect = Maybe(),
        },
        Trust = new TrustSettings
        {
            Edges = Maybe() ? ["cloudflare"] : [],
            Networks = [IPNetwork.Parse("198.51.100.0/24"), IPNetwork.Parse("203.0.113.0/24"), .. Some(0, 2, i => IPNetwork.Parse($"10.{i}.0.0/16")), IPNetwork.Parse("fd00::/8")],
            OnlyFromEdge = Maybe(),
        } is var trust && trust.Edges.IsEmpty ? trust : trust with { EdgeNetworks = MadeUpEdges.Cloudflare },
        Forwarded = Any(Enum.GetValues<ForwardedStyle>()),
        Limits = new LimitSettings
        {
            Handshake = Span(1000, 60_000),
            HeadBytes = chance.Next(1 << 10, 1 << 20),
            Connections = Maybe() ? chance.Next(1, 100_000) : null,
            SocketsPerAddress = Maybe() ? chance.Next(1, 100_000) : null,
            UpgradesPerAddress = Maybe() ? chance.Next(1, 100_000) : null,
            CarryRequestsPerAddress = Maybe() ? chance.Next(1, 100_000) : null,
            BindLoopback = Maybe(),
            BodyBytes = Maybe() ? chance.NextInt64(1, 1L << 40) : null,
        },
        Routes = [.. Some(1, 4, Route)],
        Admin = Maybe() ? new AdminSettings(new IPEndPoint(Any(IPAddress.Loopback, IPAddress.IPv6Loopback), chance.Next(2000, 3000))) { Hosts = [.. Some(0, 2, i => $"gw{i}.example")] } : null,
        Drain = Span(0, 3_600_000),
        Store = Any(null, "redis://a:6379/0", "rediss-sentinel://a:1,b:2/m/3"),
        Events = new EventSettings
        {
            Heartbeat = Span(1000, 3_600_000),
            AcceptRate = chance.Next(1, 1_000_001),
            State = Any(null, "/var/lib/wayleave/events.state"),
            IdMember = Any("_id", "$id"),
            Channels = [.. Some(0, 2, i => new ChannelSettings(Any("a:*:b", "news") + i)
            {
                Policy = i == 0 ? ChannelPolicy.Latest : Any(ChannelPolicy.Log, ChannelPolicy.Ephemeral), Key = i == 0 ? Any("task", "id") : null,
                History = new HistorySettings { Size = chance.Next(0, 100_001), Age = Span(1000, 86_400_000), Replay = Any<int?>(null, chance.Next(1, 100_001)) }, MaxMessageBytes = chance.Next(1 << 10, (1 << 24) + 1),
            })],
            Tickets = Tickets(),
        },
        Nodes = Maybe() ? new NodeSettings { Name = Any("a", "node-1"), Others = [.. Some(0, 2, i => new OtherNode($"b{i}", new Uri($"http://10.0.0.{i}:8080/")))] } : new NodeSettings(),
        LogFormat = Any(Enum.GetValues<LogFormat>()),
    };

    private TicketSettings Tickets()
    {
        bool isForwarded = Maybe();
        return new TicketSettings
        {
            Path = Any("/.wayleave/ticket", "/api/token/"), Ttl = Span(5000, 600_000), Guests = Maybe(),
            Members = new TicketMembers { Id = Any("id", "connection_id"), Token = Any("ticket", "connection_token") },
            Forward = isForwarded ? new Uri(Any("http://app:8000/whoami", "https://app.example/")) : null,
            Jwt = isForwarded ? null : new JwtSettings
            {
                Algorithm = Any(JwtAlgorithm.RS256, JwtAlgorithm.ES256), Jwks = new Uri(Any("https://id.example/keys", "http://id:1/")), Leeway = Span(0, 600_000),
                Issuer = Any(null, "https://id.example/"), Audience = Any(null, "ws"),
            },
        };
    }

    private RouteSettings Route(int number)
    {
        BalancePolicy balance = Any(Enum.GetValues<BalancePolicy>());
        bool isEvents = Maybe();
        return new RouteSettings
        {
            Name = Name() + number,
            Path = Any("/", "/a$b", "/x/{id}/y", "/%20") + number,
            Exact = Maybe(),
            Hosts = [.. Some(0, 2, i => Any("a.example", "*.b.example", "my_app") + i)],
            Priority = chance.Next(-1000, 1001),
            StripPrefix = Maybe() ? "/strip" : null,
            AddPrefix = Maybe() ? "/add$" : null,
            Channels = [.. isEvents ? Some(1, 3, i => Any("news", "user:a.b:") + i) : []],
            Destinations = isEvents ? [] : [.. Some(1, 3, i => new DestinationSettings(new Uri(Any("http://a:1", "https://[::1]:8443/base/", "h2c://app:8080") + (i == 0 ? "" : "/" + i)), chance.Next(1, 1001)))],
            Auth = Maybe() ? new AuthSettings { Ticket = Maybe(), Subject = Any("user_id", null), Refuse = Any(Enum.GetValues<RefusalForm>()) } : null,
            Balance = balance,
            HashBy = balance == BalancePolicy.Hash ? Any("header:X-User", "cookie:sid", "query:q") : "address",
            Sticky = Maybe() ? new StickySettings(Any(null, $"to{number}", $"null{number}", $"a.b{number}"), Maybe() ? Span(1000, 86_400_000) : null) : null,
            Health = Maybe() ? new HealthSettings { Path = Any("/healthz", "/h?a=$b"), Host = Any(null, "app.example", "app:81", "[::1]:80"), Interval = Span(100, 3_600_000), Timeout = Span(100, 3_600_000), Fall = chance.Next(1, 101), Rise = chance.Next(1, 101) } : null,
            Passive = new PassiveHealthSettings { Failures = chance.Next(0, 1001), For = Span(100, 3_600_000) },
            EndSocketsWhenDown = Maybe(),
            SlowStart = Span(0, 3_600_000),
            Host = Any(HostPolicy.Auto, new HostPolicy(HostKind.Keep), new HostPolicy(HostKind.Upstream), new HostPolicy(HostKind.Named, "app.example"), new HostPolicy(HostKind.Named, "[::1]:80")),
            VerifyTls = Maybe(),
            KeepAlive = new KeepAliveSettings { Client = Maybe() ? Span(1000, 3_600_000) : null, App = Maybe() ? Span(1000, 3_600_000) : null, Mode = Any(Enum.GetValues<KeepAliveMode>()) },
            Carry = isEvents ? new CarrySettings() : new CarrySettings { Mode = Any(Enum.GetValues<CarryMode>()), Grace = Span(0, 3_600_000), BufferBytes = chance.Next(64 << 10, 64 << 20), Heartbeat = Span(1000, 600_000), Badge = Maybe() },
            Sockets = new SocketLimits
            {
                FrameBytes = Maybe() ? chance.NextInt64(1, 1L << 40) : null,
                MessageBytes = Maybe() ? chance.NextInt64(1, 1L << 40) : null,
                BufferBytes = chance.Next(4 << 10, 16 << 20),
                Idle = Maybe() ? Span(1000, 86_400_000) : null,
                Lifetime = Maybe() ? Span(1000, 86_400_000) : null,
                Close = Span(1000, 600_000),
            },
            Origins = [.. Some(0, 3, _ => Any("https://app.example", "http://localhost:3000", "null", "missing"))],
        };
    }

    private bool Maybe() => chance.Next(2) == 0;

    private string Name() => Any(s_names);

    private T Any<T>(params T[] all) => all[chance.Next(all.Length)];

    private TimeSpan Span(int least, int most) => TimeSpan.FromMilliseconds(chance.Next(least, most + 1));

    private ImmutableArray<T> Some<T>(int least, int most, Func<int, T> make) => [.. Enumerable.Range(0, chance.Next(least, most + 1)).Select(make)];
}
