using System.Net;
using Wayleave.Protocol.Http;
using Wayleave.Server.Configuration;
using Wayleave.Server.Forwarding;

namespace Wayleave.Server.Tests.Forwarding;

public sealed class FrameworksTests
{
    // Peer, TLS with us, what came, edge: and what every app is to believe.
    private static readonly (string Name, string Peer, bool Tls, string Lines, TrustSettings Trust, Frameworks.Seen Expected)[] s_ways =
    [
        ("straight", "198.51.100.7", false, "Host: app.example:8080", new(), new("198.51.100.7", "http", "app.example:8080")),
        ("straight over TLS", "2001:db8::7", true, "Host: app.example", new(), new("2001:db8::7", "https", "app.example")),
        ("a liar", "198.51.100.7", false,
            "Host: app.example|X-Forwarded-For: 203.0.113.9|X_Forwarded_For: 203.0.113.9|X-Forwarded-Proto: https|X-Forwarded-Host: evil.example|X-Forwarded-Ssl: on|X-Scheme: https|X-Real-Ip: 203.0.113.9|Client-Ip: 203.0.113.9|Forwarded: for=203.0.113.9",
            new(), new("198.51.100.7", "http", "app.example")),
        ("Cloudflare", "104.16.0.1", false,
            "Host: app.example|X-Forwarded-For: 203.0.113.9, 198.51.100.7|X-Forwarded-Proto: https|CF-Connecting-IP: 198.51.100.7|CF-Visitor: {\"scheme\":\"https\"}",
            new() { Edges = ["cloudflare"] }, new("198.51.100.7", "https", "app.example")),
        ("Cloudflare and nginx", "127.0.0.1", false,
            "Host: 127.0.0.1:8080|X-Forwarded-For: 198.51.100.7, 104.16.0.1|X-Forwarded-Proto: http|X-Forwarded-Host: app.example|CF-Connecting-IP: 198.51.100.7|CF-Visitor: {\"scheme\":\"https\"}",
            new() { Edges = ["cloudflare"], Networks = [IPNetwork.Parse("127.0.0.0/8")] }, new("198.51.100.7", "https", "app.example")),
        ("a load balancer", "10.0.0.5", false, "Host: app.example|X-Forwarded-For: 198.51.100.7|X-Forwarded-Proto: https|X-Forwarded-Port: 443",
            new() { Edges = ["alb"] }, new("198.51.100.7", "https", "app.example")),
        ("CloudFront", "15.158.0.1", true, "Host: app.example|X-Forwarded-For: 198.51.100.7|CloudFront-Forwarded-Proto: https",
            new() { Edges = ["cloudfront"] }, new("198.51.100.7", "https", "app.example")),
        ("ngrok", "127.0.0.1", false, "Host: localhost:8080|X-Forwarded-For: 198.51.100.7|X-Forwarded-Proto: https|X-Forwarded-Host: me.ngrok.app",
            new() { Edges = ["ngrok"] }, new("198.51.100.7", "https", "me.ngrok.app")),
        ("Traefik", "10.0.0.5", false, "Host: app.example|X-Forwarded-For: 198.51.100.7|X-Forwarded-Proto: wss",
            new() { Networks = [IPNetwork.Parse("10.0.0.0/8")] }, new("198.51.100.7", "https", "app.example")),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_framework_knows_who_asks_and_how(string framework, string way, bool upgrade)
    {
        var (_, peer, tls, lines, trust, expected) = s_ways.Single(row => row.Name == way);
        HeaderLines incoming = [.. RequestGuardTests.Lines(lines), new("Origin", $"{expected.Scheme}://{expected.Host}")];
        RequestGuard.Check("GET", "/ws", RequestVersion.Http11, incoming, null, out var request).ShouldBe(GuardViolation.None);
        var client = ClientIdentity.Of(IPAddress.Parse(peer), tls, 8080, request!, new PeerTrust(trust));
        var context = OutgoingHeadersTests.Context() with { Client = client };
        HeaderLines sent;
        _ = upgrade ? OutgoingHeaders.BuildUpgrade(request!.Headers, context, out sent) : OutgoingHeaders.Build(request!.Headers, context, out sent);

        Frameworks.All[framework](sent).ShouldBe(expected);
        // Tornado, Streamlit, Jupyter, Channels' AllowedHostsOriginValidator: the page's origin is the host that is asked.
        sent.First("Origin").ShouldBe($"{expected.Scheme}://{sent.First("Host")}");
    }

    /// <summary>Each framework on each way, as a page and as a socket.</summary>
    public static IEnumerable<TheoryDataRow<string, string, bool>> Cases() =>
        from framework in Frameworks.All.Keys
        from way in s_ways
        from upgrade in new[] { false, true }
        select new TheoryDataRow<string, string, bool>(framework, way.Name, upgrade);
}
