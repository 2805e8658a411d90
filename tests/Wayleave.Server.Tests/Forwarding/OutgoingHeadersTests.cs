using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Wayleave.Protocol.Http;
using Wayleave.Server.Configuration;
using Wayleave.Server.Forwarding;

namespace Wayleave.Server.Tests.Forwarding;

public sealed class OutgoingHeadersTests
{
    private static readonly ClientIdentity s_client = new(IPAddress.Parse("198.51.100.7"), "https", "app.example:8443", 8443, false, null);

    [Fact]
    public void An_ordinary_request_loses_its_connection_and_gains_who_asks() =>
        Sent("Connection: keep-alive, X-Hop|Keep-Alive: 5|X-Hop: a|Accept: b|TE: gzip, trailers|Trailer: T|Transfer-Encoding: chunked|Upgrade: h2c|HTTP2-Settings: x|Proxy-Authorization: y|Proxy-Connection: z|Proxy: w|Cookie: c")
            .ShouldBe(
            [
                new("Host", "app.example:8443"), new("Accept", "b"), new("Cookie", "c"), new("TE", "trailers"),
                new("X-Forwarded-For", "198.51.100.7"), new("X-Forwarded-Proto", "https"), new("X-Forwarded-Host", "app.example:8443"),
                new("X-Forwarded-Port", "8443"), new("X-Real-IP", "198.51.100.7"), new("Via", "1.1 me"),
            ]);

    [Fact]
    public void An_upgrade_has_a_Connection_of_our_own_and_the_clients_key()
    {
        OutgoingHeaders.BuildUpgrade(
            [
                new("host", "app.example"), new("connection", "keep-alive, Upgrade, HTTP2-Settings, Origin-Hint"), new("upgrade", "websocket, h2c"),
                new("origin", "https://page.example"), new("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="), new("Sec-Websocket-Version", "13"),
                new("sec-websocket-protocol", "a, b"), new("SEC-WEBSOCKET-EXTENSIONS", "permessage-deflate"), new("HTTP2-Settings", "x"),
                new("Origin-Hint", "y"), new("Content-Length", "0"), new("Expect", "100-continue"), new("TE", "trailers"),
            ], Context(), out var sent).ShouldBe(GuardViolation.None);

        sent.ShouldBe<HeaderLines>(
            [
                new("Host", "app.example:8443"), new("Connection", "Upgrade"), new("Upgrade", "websocket"), new("origin", "https://page.example"),
                new("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="), new("Sec-WebSocket-Version", "13"), new("Sec-WebSocket-Protocol", "a, b"),
                new("Sec-WebSocket-Extensions", "permessage-deflate"), .. Ours(), new("Via", "1.1 me"),
            ]);
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Forwarded-Proto")]
    [InlineData("X-Real-IP")]
    [InlineData("Via")]
    [InlineData("Host")]
    [InlineData("Upgrade")]
    public void A_client_cannot_take_our_fields_away_by_naming_them_in_Connection(string name)
    {
        OutgoingHeaders.BuildUpgrade([new("Connection", $"Upgrade, {name}"), new("Connection", name.ToLowerInvariant())], Context(), out var sent);
        sent.Contains(name).ShouldBeTrue();
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-FORWARDED-for")]
    [InlineData("X_Forwarded_For")]
    [InlineData("X.Forwarded.For")]
    [InlineData("X-Forwarded_Proto")]
    [InlineData("X-Forwarded-Prefix")]
    [InlineData("X-Forwarded-Server")]
    [InlineData("X-Forwarded-Ssl")]
    [InlineData("X-Forwarded-Scheme")]
    [InlineData("X-Forwarded-User")]
    [InlineData("X-Forwarded-Anything-New")]
    [InlineData("X-Forwarded")]
    [InlineData("Forwarded")]
    [InlineData("X-Real-IP")]
    [InlineData("X_Real_Ip")]
    [InlineData("Client-IP")]
    [InlineData("X-Client-IP")]
    [InlineData("True-Client-IP")]
    [InlineData("X-Cluster-Client-Ip")]
    [InlineData("X-Scheme")]
    [InlineData("Front-End-Https")]
    [InlineData("X-Original-URL")]
    [InlineData("X-Original-Host")]
    [InlineData("X-Rewrite-URL")]
    [InlineData("X-Script-Name")]
    [InlineData("CF-Connecting-IP")]
    [InlineData("cf-visitor")]
    [InlineData("CloudFront-Viewer-Address")]
    [InlineData("Proxy")]
    [InlineData("Content_Length")]
    [InlineData("Transfer_Encoding")]
    [InlineData("X-Content-Length")]
    public void What_a_client_claims_of_itself_does_not_pass(string name) => Sent($"{name}: 203.0.113.9").ShouldNotContain(line => line.Value == "203.0.113.9");

    [Theory]
    [InlineData("X-Request-ID")]
    [InlineData("X_Custom")]
    [InlineData("Authorization")]
    [InlineData("Origin")]
    [InlineData("X-Forwardedness")]
    [InlineData("Content-Length")]
    [InlineData("Upgrade-Insecure-Requests")]
    public void What_is_the_clients_own_passes(string name) => Sent($"{name}: 5").ShouldContain(new HeaderLine(name, "5"));

    [Theory]
    [InlineData("X-Forwarded-Prefix", true, null, true)]
    [InlineData("X-Forwarded-User", true, null, true)]
    [InlineData("X-Original-URI", true, null, true)]
    [InlineData("X_Forwarded_User", true, null, false)]
    [InlineData("X-Forwarded-Prefix", false, "cloudflare", false)]
    [InlineData("X-Forwarded-Ssl", true, null, false)]
    [InlineData("CF-IPCountry", false, "cloudflare", true)]
    [InlineData("CF-IPCountry", true, null, false)]
    [InlineData("CF-IPCountry", false, "cloudfront", false)]
    [InlineData("CloudFront-Viewer-Country", false, "cloudfront", true)]
    public void Whom_we_trust_may_say_what_is_his_to_say(string name, bool ownProxy, string? edge, bool passes) =>
        Sent($"{name}: x", Context() with { Client = s_client with { HasOwnProxy = ownProxy, Edge = edge } }).Any(line => line.Name == name).ShouldBe(passes);

    [Theory]
    [InlineData("XForwarded", "198.51.100.7", "X-Forwarded-For: 198.51.100.7|X-Forwarded-Proto: https|X-Forwarded-Host: app.example:8443|X-Forwarded-Port: 8443|X-Real-IP: 198.51.100.7")]
    [InlineData("XForwarded", "2001:db8::7", "X-Forwarded-For: 2001:db8::7|X-Forwarded-Proto: https|X-Forwarded-Host: app.example:8443|X-Forwarded-Port: 8443|X-Real-IP: 2001:db8::7")]
    [InlineData("Forwarded", "198.51.100.7", "Forwarded: for=198.51.100.7;host=\"app.example:8443\";proto=https")]
    [InlineData("Forwarded", "2001:db8::7", "Forwarded: for=\"[2001:db8::7]\";host=\"app.example:8443\";proto=https")]
    [InlineData("None", "198.51.100.7", "")]
    public void The_style_decides_which_headers_tell(string style, string address, string expected) =>
        Sent("X-Forwarded-For: 203.0.113.9|Forwarded: for=203.0.113.9", Context() with { Client = s_client with { Address = IPAddress.Parse(address) }, Forwarded = Enum.Parse<ForwardedStyle>(style) })
            .Where(line => line.Name is not "Host" and not "Via").ShouldBe(RequestGuardTests.Lines(expected));

    [Fact]
    public void Both_styles_can_be_had_at_once() =>
        Sent("", Context() with { Forwarded = ForwardedStyle.Both }).Select(line => line.Name)
            .ShouldBe(["Host", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port", "X-Real-IP", "Forwarded", "Via"]);

    [Fact]
    public void Who_named_no_host_gets_the_destinations_and_no_public_one()
    {
        var sent = Sent("", Context() with { Client = s_client with { Host = null, Port = 8080 } });
        (sent.First("Host"), sent.First("X-Forwarded-Host")).ShouldBe(("127.0.0.1:8501", null));
    }

    [Theory]
    [InlineData("Auto", null, "http://127.0.0.1:8501", "app.example:8443")]
    [InlineData("Auto", null, "https://app.internal", "app.example:8443")]
    [InlineData("Auto", null, "https://me.ngrok-free.app", "me.ngrok-free.app")]
    [InlineData("Auto", null, "https://x.eu-west-1.awsapprunner.com", "x.eu-west-1.awsapprunner.com")]
    [InlineData("Auto", null, "https://abc.execute-api.eu-west-1.amazonaws.com", "abc.execute-api.eu-west-1.amazonaws.com")]
    [InlineData("Auto", null, "https://me.github.io", "me.github.io")]
    [InlineData("Auto", null, "https://d111.cloudfront.net", "d111.cloudfront.net")]
    [InlineData("Auto", null, "https://lb.eu-west-1.elb.amazonaws.com", "app.example:8443")]
    [InlineData("Keep", null, "https://me.ngrok-free.app", "app.example:8443")]
    [InlineData("Upstream", null, "https://app.internal:444/base", "app.internal:444")]
    [InlineData("Upstream", null, "http://[::1]:80", "[::1]")]
    [InlineData("Named", "tenant.example", "http://127.0.0.1:8501", "tenant.example")]
    public void The_policy_decides_which_Host_the_app_sees(string kind, string? name, string destination, string expected)
    {
        var sent = Sent("Origin: https://app.example:8443", Context() with { Host = new(Enum.Parse<HostKind>(kind), name), Destination = new(new Uri(destination)) });
        sent.First("Host").ShouldBe(expected);
        // The public name and the page's origin are told whatever Host is.
        (sent.First("X-Forwarded-Host"), sent.First("Origin")).ShouldBe(("app.example:8443", "https://app.example:8443"));
    }

    [Theory]
    [InlineData("app.example:8443", "https://127.0.0.1", "app.example")]
    [InlineData("me.ngrok-free.app", "https://me.ngrok-free.app", "me.ngrok-free.app")]
    [InlineData("198.51.100.1:443", "https://app.internal", "app.internal")]
    [InlineData("[::1]", "https://127.0.0.1", null)]
    public void The_TLS_name_goes_with_Host(string host, string destination, string? expected) =>
        HostChoice.SniFor(host, new(new Uri(destination))).ShouldBe(expected);

    [Theory]
    [InlineData("", "Http11", "1.1 me")]
    [InlineData("", "Http2", "2.0 me")]
    [InlineData("Via: 1.0 fred, 1.1 p.example (Apache)|Via: 2 you", "Http10", "1.0 fred, 1.1 p.example (Apache), 2 you, 1.0 me")]
    public void Via_grows_by_one_entry_on_one_line(string lines, string version, string expected) =>
        Sent(lines, Context() with { Version = Enum.Parse<RequestVersion>(version) }).All("Via").ShouldBe([expected]);

    [Theory]
    [InlineData(0, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void What_comes_back_again_and_again_is_a_loop(int passes, bool passed)
    {
        HeaderLines incoming = [.. Enumerable.Repeat(new HeaderLine("Via", "1.1 me, 1.1 me-too"), passes)];
        OutgoingHeaders.Build(incoming, Context(), out _).ShouldBe(passed ? GuardViolation.None : GuardViolation.LoopDetected);
        OutgoingHeaders.BuildUpgrade(incoming, Context(), out _).ShouldBe(passed ? GuardViolation.None : GuardViolation.LoopDetected);
    }

    [Fact]
    public void Each_process_has_its_name() => ViaLoop.Pseudonym([0x0a, 0xff, 0, 1]).ShouldBe("wayleave-0aff0001");

    [Fact]
    public void Nothing_that_a_stranger_sends_survives_in_a_field_that_apps_trust()
    {
        string[] trusted =
            ["x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-forwarded-port", "x-real-ip", "forwarded", "x-forwarded-ssl", "client-ip", "cf-connecting-ip", "x-original-url"];
        var name = from parts in Gen.Elements(trusted)
                   from separator in Gen.Elements('-', '_', '.', '!', '~')
                   from upper in Gen.Elements(true, false)
                   select (upper ? parts.ToUpperInvariant() : parts).Replace('-', separator);
        var connection = from named in Gen.Elements(trusted) select new HeaderLine("Connection", "close, " + named);
        var line = Gen.OneOf(from n in name select new HeaderLine(n, "FORGED"), connection);
        Prop.ForAll(Arb.From(Gen.ListOf(line)), lines =>
        {
            HeaderLines incoming = [new("Host", "app.example"), .. lines];
            RequestGuard.Check("GET", "/", RequestVersion.Http11, incoming, null, out var request).ShouldBe(GuardViolation.None);
            var context = Context() with
            {
                Client = ClientIdentity.Of(IPAddress.Parse("198.51.100.7"), false, 80, request!, new PeerTrust(new())), Forwarded = ForwardedStyle.Both,
            };
            foreach (var upgrade in new[] { false, true })
            {
                HeaderLines sent;
                _ = upgrade ? OutgoingHeaders.BuildUpgrade(request!.Headers, context, out sent) : OutgoingHeaders.Build(request!.Headers, context, out sent);
                sent.ShouldNotContain(field => field.Value.Contains("FORGED", StringComparison.Ordinal));
                foreach (var field in trusted.Take(6))
                    sent.All(field).Count().ShouldBe(1);
            }
        }).QuickCheckThrowOnFailure();
    }

    internal static OutgoingContext Context() => new(
        s_client, RequestVersion.Http11, HostPolicy.Auto, new DestinationSettings(new Uri("http://127.0.0.1:8501")), ForwardedStyle.XForwarded, "me");

    private static HeaderLine[] Ours() =>
    [
        new("X-Forwarded-For", "198.51.100.7"), new("X-Forwarded-Proto", "https"), new("X-Forwarded-Host", "app.example:8443"),
        new("X-Forwarded-Port", "8443"), new("X-Real-IP", "198.51.100.7"),
    ];

    private static HeaderLines Sent(string lines, OutgoingContext? context = null)
    {
        OutgoingHeaders.Build([.. RequestGuardTests.Lines(lines)], context ?? Context(), out var sent).ShouldBe(GuardViolation.None);
        return sent;
    }
}
