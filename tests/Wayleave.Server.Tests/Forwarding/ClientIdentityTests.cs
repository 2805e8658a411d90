using System.Collections.Immutable;
using System.Net;
using Wayleave.Protocol.Edges;
using Wayleave.Protocol.Http;
using Wayleave.Server.Configuration;
using Wayleave.Server.Forwarding;

namespace Wayleave.Server.Tests.Forwarding;

public sealed class ClientIdentityTests
{
    private const string Client = "198.51.100.7";
    private const string Own = "10.0.0.1";
    private const string Cloudflare = "104.16.0.1";
    private const string CloudFront = "15.158.0.1";

    [Theory]
    [InlineData("X-Forwarded-For: 203.0.113.9")]
    [InlineData("X-Forwarded-Proto: https")]
    [InlineData("X-Forwarded-Host: evil.example|X-Forwarded-Port: 1")]
    [InlineData("Forwarded: for=203.0.113.9;proto=https;host=evil.example")]
    [InlineData("CF-Connecting-IP: 203.0.113.9|CF-Visitor: {\"scheme\":\"https\"}")]
    [InlineData("CloudFront-Viewer-Address: 203.0.113.9:1|CloudFront-Forwarded-Proto: https")]
    public void Nobody_is_trusted_by_default(string lines) =>
        Identify(Client, lines, new TrustSettings()).ShouldBe(new ClientIdentity(IPAddress.Parse(Client), "http", "app.example", 80, false, null));

    [Fact]
    public void A_peer_of_IPv4_on_a_socket_of_both_is_itself() =>
        Identify("::ffff:198.51.100.7", "", new TrustSettings()).Address.ShouldBe(IPAddress.Parse(Client));

    [Theory]
    [InlineData("198.51.100.7", Client)]
    [InlineData("203.0.113.9, 198.51.100.7", Client)] // what stands left of it is the client's own
    [InlineData("198.51.100.7, 10.0.0.2", Client)]
    [InlineData("203.0.113.9, 198.51.100.7, 10.0.0.2, 10.0.0.3", Client)]
    [InlineData("198.51.100.7:4711", Client)]
    [InlineData("2001:db8::7", "2001:db8::7")]
    [InlineData("[2001:db8::7]", "2001:db8::7")]
    [InlineData("[2001:db8::7]:4711", "2001:db8::7")]
    [InlineData("::ffff:198.51.100.7", Client)]
    [InlineData("10.0.0.9", "10.0.0.9")] // all are trusted: the outermost is the client
    [InlineData("10.0.0.9, 10.0.0.8", "10.0.0.9")]
    [InlineData("unknown", Own)]
    [InlineData("198.51.100.7, unknown", Own)]
    [InlineData("198.51.100.7, _hidden, 10.0.0.2", "10.0.0.2")]
    [InlineData("", Own)]
    [InlineData("'; drop", Own)]
    [InlineData("198.51.100", Own)]
    [InlineData("0198.51.100.7", Own)]
    [InlineData("3325256711", Own)]
    [InlineData("fe80::1%eth0", Own)]
    [InlineData("[2001:db8::7", Own)]
    [InlineData("[198.51.100.7]", Own)]
    [InlineData("198.51.100.7:4 4", Own)]
    public void The_walk_goes_from_the_right_while_hops_are_trusted(string value, string expected) =>
        Identify(Own, "X-Forwarded-For: " + value, Trusting("10.0.0.0/8")).Address.ShouldBe(IPAddress.Parse(expected));

    [Fact]
    public void Several_lines_are_one_list() =>
        Identify(Own, "X-Forwarded-For: 203.0.113.9|X-Forwarded-For: 198.51.100.7", Trusting("10.0.0.0/8")).Address.ShouldBe(IPAddress.Parse(Client));

    [Theory]
    [InlineData("https", "https")]
    [InlineData("HTTPS", "https")]
    [InlineData("wss", "https")]
    [InlineData("http", "http")]
    [InlineData("ws", "http")]
    [InlineData("https,http", "http")] // one hop is trusted: it wrote the last value
    [InlineData("http, https", "https")]
    [InlineData("gopher", "https")] // nothing known: what the connection is
    public void The_scheme_is_http_or_https_and_the_trusted_hops_own(string value, string expected) =>
        Identify(Own, $"X-Forwarded-For: {Client}|X-Forwarded-Proto: {value}", Trusting("10.0.0.0/8"), tls: true).Scheme.ShouldBe(expected);

    [Theory]
    [InlineData("https,http", "https")]
    [InlineData("http, https, http", "https")]
    [InlineData("https", "https")]
    public void Each_trusted_hop_has_its_place_in_a_list(string value, string expected) =>
        Identify(Own, $"X-Forwarded-For: {Client}, 10.0.0.2|X-Forwarded-Proto: {value}", Trusting("10.0.0.0/8")).Scheme.ShouldBe(expected);

    [Theory]
    [InlineData("X-Forwarded-Host: public.example", "public.example", 443)]
    [InlineData("X-Forwarded-Host: public.example:8443", "public.example:8443", 8443)]
    [InlineData("X-Forwarded-Host: evil.example, public.example", "public.example", 443)]
    [InlineData("X-Forwarded-Host: public.example|X-Forwarded-Port: 8443", "public.example", 8443)]
    [InlineData("X-Forwarded-Port: 70000", "app.example", 443)]
    [InlineData("X-Forwarded-Port: x", "app.example", 443)]
    [InlineData("X-Forwarded-Host: a b", "app.example", 443)]
    [InlineData("X-Forwarded-Host: [2001:db8::1]:444", "[2001:db8::1]:444", 444)]
    public void A_proxy_of_ones_own_tells_host_and_port(string lines, string host, int port)
    {
        var identity = Identify(Own, $"X-Forwarded-For: {Client}|X-Forwarded-Proto: https|{lines}", Trusting("10.0.0.0/8"));
        (identity.Host, identity.Port).ShouldBe((host, port));
    }

    [Theory]
    [InlineData("app.example", false, 80)]
    [InlineData("app.example", true, 443)]
    [InlineData("app.example:8080", true, 8080)]
    [InlineData("[::1]:81", false, 81)]
    [InlineData(null, false, 8000)]
    public void Without_a_proxy_the_port_is_that_of_the_URL_that_the_client_has(string? host, bool tls, int port)
    {
        HeaderLines headers = host is null ? [] : [new("Host", host)];
        RequestGuard.Check("GET", "/", RequestVersion.Http10, headers, null, out var request).ShouldBe(GuardViolation.None);
        ClientIdentity.Of(IPAddress.Loopback, tls, 8000, request!, new PeerTrust(new())).Port.ShouldBe(port);
    }

    [Theory]
    [InlineData("for=198.51.100.7;proto=https;host=public.example", Client, "https", "public.example")]
    [InlineData("For=\"[2001:db8::7]:4711\"; Proto=wss", "2001:db8::7", "https", "app.example")]
    [InlineData("for=203.0.113.9;proto=https, for=198.51.100.7;proto=http", Client, "http", "app.example")]
    [InlineData("for=198.51.100.7;proto=https;host=\"public.example:444\", for=10.0.0.2;proto=http", Client, "https", "public.example:444")]
    [InlineData("for=unknown;proto=https", Own, "https", "app.example")]
    [InlineData("proto=https", Own, "https", "app.example")]
    [InlineData("for=_gazonk", Own, "http", "app.example")]
    [InlineData("for=\"198.51.100.7", Own, "http", "app.example")]
    [InlineData("for=\"a,b\";host=\"x;\\\"y\", for=198.51.100.7", Client, "http", "app.example")]
    [InlineData("nonsense", Own, "http", "app.example")]
    public void Forwarded_is_read_where_it_stands_alone(string value, string address, string scheme, string host)
    {
        var identity = Identify(Own, "Forwarded: " + value, Trusting("10.0.0.0/8"));
        (identity.Address, identity.Scheme, identity.Host).ShouldBe((IPAddress.Parse(address), scheme, host));
    }

    [Fact]
    public void Beside_X_Forwarded_For_a_Forwarded_is_what_the_client_made_up() =>
        Identify(Own, $"X-Forwarded-For: {Client}|Forwarded: for=203.0.113.9;host=evil.example", Trusting("10.0.0.0/8"))
            .ShouldBe(new ClientIdentity(IPAddress.Parse(Client), "http", "app.example", 80, true, null));

    [Theory]
    // Cloudflare, with what it really sends; its zone is in flexible mode, so that it speaks http with us.
    [InlineData("cloudflare", Cloudflare, "X-Forwarded-For: 203.0.113.9, 198.51.100.7|X-Forwarded-Proto: https|CF-Connecting-IP: 198.51.100.7|CF-Visitor: {\"scheme\":\"https\"}", Client, "https", 443)]
    [InlineData("cloudflare", Cloudflare, "CF-Connecting-IP: 2001:db8::7|CF-Visitor: {\"scheme\":\"http\"}", "2001:db8::7", "http", 80)]
    [InlineData("cloudflare", Cloudflare, "X-Forwarded-For: 198.51.100.7|CF-Connecting-IP: rubbish|CF-Visitor: rubbish|X-Forwarded-Proto: https", Client, "https", 443)]
    [InlineData("cloudflare", Cloudflare, "X-Forwarded-For: 198.51.100.7|CF-Connecting-IP: 203.0.113.1|CF-Connecting-IP: 203.0.113.2|CF-Visitor: [1]", Client, "http", 80)]
    [InlineData("cloudfront", CloudFront, "X-Forwarded-For: 198.51.100.7|CloudFront-Forwarded-Proto: https|CloudFront-Viewer-Address: 203.0.113.9:4711", Client, "https", 443)]
    [InlineData("cloudfront", CloudFront, "CloudFront-Viewer-Address: 2001:db8::7:4711", "2001:db8::7", "http", 80)]
    [InlineData("cloudfront", CloudFront, "X-Forwarded-For: 198.51.100.7|X-Forwarded-Proto: https", Client, "http", 80)] // not CloudFront's own
    [InlineData("alb", "10.0.3.4", "X-Forwarded-For: 203.0.113.9, 198.51.100.7|X-Forwarded-Proto: https|X-Forwarded-Port: 8443", Client, "https", 8443)]
    [InlineData("ngrok", "127.0.0.1", "X-Forwarded-For: 198.51.100.7|X-Forwarded-Proto: https|X-Forwarded-Host: me.ngrok.app", Client, "https", 443)]
    [InlineData("ngrok", "::1", "X-Forwarded-For: 198.51.100.7|X-Forwarded-Proto: https", Client, "https", 443)]
    public void An_edge_is_read_as_it_speaks(string edge, string peer, string lines, string address, string scheme, int port)
    {
        var identity = Identify(peer, lines, new TrustSettings { Edges = [edge] });
        (identity.Address, identity.Scheme, identity.Port, identity.Edge).ShouldBe((IPAddress.Parse(address), scheme, port, edge));
        identity.Host.ShouldBe(edge == "ngrok" && lines.Contains("Host") ? "me.ngrok.app" : "app.example");
    }

    [Theory]
    [InlineData("cloudflare", Cloudflare)]
    [InlineData("cloudfront", CloudFront)]
    [InlineData("alb", Own)]
    public void What_an_edge_hands_through_is_the_clients_word(string edge, string peer) =>
        Identify(peer, $"X-Forwarded-For: {Client}|X-Forwarded-Host: evil.example|Forwarded: for=203.0.113.9;host=evil.example", new() { Edges = [edge] })
            .ShouldBe(new ClientIdentity(IPAddress.Parse(Client), "http", "app.example", 80, false, edge));

    [Fact]
    public void An_edge_is_read_behind_a_proxy_of_ones_own()
    {
        // Cloudflare, then nginx, which replaces X-Forwarded-Proto by its own http and Host by ours.
        var trust = Trusting("10.0.0.0/8") with { Edges = ["cloudflare"] };
        Identify(Own, $"X-Forwarded-For: {Client}, {Cloudflare}|X-Forwarded-Proto: http|X-Forwarded-Host: public.example|CF-Connecting-IP: {Client}|CF-Visitor: {{\"scheme\":\"https\"}}", trust)
            .ShouldBe(new ClientIdentity(IPAddress.Parse(Client), "https", "public.example", 443, true, "cloudflare"));
    }

    [Fact]
    public void What_a_proxy_adds_to_an_edges_list_counts_and_not_what_the_edge_hands_through()
    {
        // Apache appends its Host to X-Forwarded-Host; what stands before it came through Cloudflare from the client.
        var trust = Trusting("10.0.0.0/8") with { Edges = ["cloudflare"] };
        var identity = Identify(Own, $"X-Forwarded-For: {Client}, {Cloudflare}|X-Forwarded-Host: evil.example, public.example|X-Forwarded-Port: 1, 444", trust);
        (identity.Host, identity.Port).ShouldBe(("public.example", 444));
    }

    [Fact]
    public void A_proxy_of_ones_own_is_heard_from_behind_an_edge()
    {
        // A load balancer behind a proxy outside: the balancer hands through the host that the proxy told.
        var trust = Trusting("192.0.2.5/32") with { Edges = ["alb"] };
        Identify(Own, $"X-Forwarded-For: {Client}, 192.0.2.5|X-Forwarded-Host: public.example|X-Forwarded-Proto: https, http", trust)
            .ShouldBe(new ClientIdentity(IPAddress.Parse(Client), "https", "public.example", 443, true, null));
    }

    [Fact]
    public void CloudFront_hands_through_a_scheme_that_a_load_balancer_adds_to() =>
        Identify(Own, $"X-Forwarded-For: {Client}, {CloudFront}|X-Forwarded-Proto: https, http", new() { Edges = ["cloudfront", "alb"] }).Scheme.ShouldBe("http");

    [Fact]
    public void Who_goes_past_the_edge_to_ones_own_proxy_cannot_speak_for_it()
    {
        var trust = Trusting("10.0.0.0/8") with { Edges = ["cloudflare"] };
        Identify(Own, $"X-Forwarded-For: {Client}|CF-Connecting-IP: 203.0.113.9|CF-Visitor: {{\"scheme\":\"https\"}}", trust)
            .ShouldBe(new ClientIdentity(IPAddress.Parse(Client), "http", "app.example", 80, true, null));
    }

    [Fact]
    public void CloudFront_before_a_load_balancer_is_two_trusted_hops() =>
        Identify(Own, $"X-Forwarded-For: 203.0.113.9, {Client}, {CloudFront}|X-Forwarded-Proto: https|X-Forwarded-Port: 443", new() { Edges = ["cloudfront", "alb"] })
            .ShouldBe(new ClientIdentity(IPAddress.Parse(Client), "https", "app.example", 443, false, "cloudfront"));

    [Fact]
    public void Networks_given_for_an_edge_stand_in_for_the_published_ones()
    {
        var trust = new PeerTrust(new() { Edges = ["cloudflare"], EdgeNetworks = [new EdgeRange("cloudflare", IPNetwork.Parse("127.0.0.0/8"))] });
        trust.EdgeOf(IPAddress.Loopback).ShouldBe("cloudflare");
        trust.IsTrusted(IPAddress.Parse(Cloudflare)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(true, Cloudflare, true)]
    [InlineData(true, "::ffff:104.16.0.1", true)]
    [InlineData(true, Client, false)]
    [InlineData(false, Client, true)]
    public void Where_only_the_edge_may_come_nobody_else_does(bool only, string peer, bool admitted) =>
        new PeerTrust(new() { Edges = ["cloudflare"], OnlyFromEdge = only }).Admits(IPAddress.Parse(peer)).ShouldBe(admitted);

    internal static TrustSettings Trusting(params string[] networks) => new() { Networks = [.. networks.Select(IPNetwork.Parse)] };

    internal static ClientIdentity Identify(string peer, string lines, TrustSettings trust, bool tls = false)
    {
        RequestGuard.Check("GET", "/", RequestVersion.Http11, [new("Host", "app.example"), .. RequestGuardTests.Lines(lines)], null, out var request)
            .ShouldBe(GuardViolation.None);
        return ClientIdentity.Of(IPAddress.Parse(peer), tls, 8080, request!, new PeerTrust(trust));
    }
}
