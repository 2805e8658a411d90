using System.Collections.Immutable;
using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Caddy;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Tests.Config.Caddy;

/// <summary>What Caddy does with a handshake. The rows on ways, answers and headers were tried with Caddy 2.6; try_files takes the last file only if it is there.</summary>
public sealed class CaddyHopTests
{
    [Theory]
    [InlineData("reverse_proxy a:1", "/ws", "a:1/ws")]
    [InlineData("reverse_proxy /ws* a:1\nreverse_proxy b:2", "/ws/c", "a:1/ws/c")]
    [InlineData("reverse_proxy b:2\nreverse_proxy /ws* a:1", "/ws/c", "a:1/ws/c")]
    [InlineData("reverse_proxy /ws a:1\nreverse_proxy b:2", "/ws/c", "b:2/ws/c")]
    [InlineData("reverse_proxy /WS a:1", "/ws", "a:1/ws")]
    [InlineData("@w path /ws /ws/*\nreverse_proxy b:2\nreverse_proxy @w a:1", "/ws/c", "a:1/ws/c")]
    [InlineData("@w header Upgrade websocket\nreverse_proxy /* b:2\nreverse_proxy @w a:1", "/ws", "b:2/ws")]
    [InlineData("handle /ws* {\n reverse_proxy a:1\n}\nreverse_proxy b:2", "/ws", "a:1/ws")]
    [InlineData("handle {\n reverse_proxy b:2\n}\nhandle /ws* {\n reverse_proxy a:1\n}", "/ws", "a:1/ws")]
    [InlineData("handle_path /ws/* {\n reverse_proxy a:1\n}", "/ws/c", "a:1/c")]
    [InlineData("handle_path /api/* {\n handle /ws {\n reverse_proxy a:1\n }\n}", "/api/ws", "a:1/ws")]
    [InlineData("handle /api/* {\n uri strip_prefix /api\n handle /ws {\n reverse_proxy a:1\n }\n}", "/api/ws", "a:1/ws")]
    [InlineData("uri /api/* strip_prefix /api\nreverse_proxy /ws a:1", "/api/ws", "a:1/ws")]
    [InlineData("rewrite /ws/* /x{path}\nreverse_proxy a:1", "/ws/c", "a:1/x/ws/c")]
    [InlineData("rewrite * /x{uri}\nreverse_proxy a:1", "/ws/c", "a:1/x/ws/c")]
    [InlineData("route {\n reverse_proxy a:1\n reverse_proxy /ws b:2\n}", "/ws", "a:1/ws")]
    [InlineData("respond /health 200\nreverse_proxy a:1", "/ws", "a:1/ws")]
    [InlineData("@old not path /ws*\nredir @old https://c{uri}\nreverse_proxy a:1", "/ws", "a:1/ws")]
    public void It_goes_where_Caddy_sends_it(string text, string path, string target)
    {
        Upstream to = Pass(text, path).To!;

        $"{to.Host}:{to.Port}{to.Path}".ShouldBe(target);
    }

    [Theory]
    [InlineData("reverse_proxy a:1\nrespond hello", PassageEnd.Answered, 200)]
    [InlineData("reverse_proxy /ws/* a:1\nfile_server", PassageEnd.Answered, null)]
    [InlineData("handle /api {\n reverse_proxy a:1\n}\nhandle {\n error 418\n}", PassageEnd.Answered, 418)]
    [InlineData("handle /api {\n reverse_proxy a:1\n}\nhandle {\n abort\n}", PassageEnd.Closed, null)]
    [InlineData("redir https://{host}{uri}\nreverse_proxy a:1", PassageEnd.Redirected, 302)]
    [InlineData("redir /ws /ws/ 308\nreverse_proxy a:1", PassageEnd.Redirected, 308)]
    [InlineData("try_files {path} /index.html\nreverse_proxy /ws* a:1\nfile_server", PassageEnd.Answered, null)]
    [InlineData("reverse_proxy /other a:1", PassageEnd.Answered, 200)]
    [InlineData("@x expression `something()`\nreverse_proxy @x a:1", PassageEnd.Unknown, null)]
    public void Caddy_answers_itself(string text, PassageEnd end, int? status)
    {
        Passage passage = Pass(text, "/ws");

        (passage.End, passage.Status).ShouldBe((end, status));
    }

    [Theory]
    [InlineData("reverse_proxy a:1", "upgrade", "websocket")]
    [InlineData("reverse_proxy a:1", "connection", "Upgrade")]
    [InlineData("reverse_proxy a:1", "host", "app.example.net")]
    [InlineData("reverse_proxy a:1", "x-forwarded-proto", "https")]
    [InlineData("reverse_proxy a:1", "x-forwarded-host", "app.example.net")]
    [InlineData("reverse_proxy a:1 {\n trusted_proxies private_ranges\n}", "x-forwarded-proto", null)]
    [InlineData("reverse_proxy a:1 {\n header_up Host {upstream_hostport}\n}", "host", "a:1")]
    [InlineData("reverse_proxy a:1 {\n header_up Host {http.reverse_proxy.upstream.host}\n}", "host", "a")]
    [InlineData("reverse_proxy a:1 {\n header_up Host {env.NAME}\n}", "host", null)]
    [InlineData("reverse_proxy a:1 {\n header_up -Upgrade\n}", "upgrade", null)]
    [InlineData("reverse_proxy a:1 {\n header_up X-Scheme {scheme}\n}", "x-scheme", "https")]
    [InlineData("request_header -Upgrade\nreverse_proxy a:1", "upgrade", null)]
    [InlineData("request_header X-A b\nreverse_proxy a:1", "x-a", "b")]
    public void The_app_is_told(string text, string header, string? value)
    {
        var handshake = new Handshake { Path = "/ws", Host = "app.example.net" };

        new CaddyHop(Read("app.example.net {\n" + text + "\n}")).Pass(handshake).Single().Header(header, handshake).Value.ShouldBe(value);
    }

    [Theory]
    [InlineData("a.net", true, 443)]
    [InlineData("http://a.net", false, 80)]
    [InlineData("a.net:80", false, 80)]
    [InlineData(":8080", false, 8080)]
    [InlineData("https://:8443", true, 8443)]
    [InlineData("localhost:3000", true, 3000)]
    public void An_address_says_where_it_listens_and_whether_with_TLS(string address, bool tls, int port)
    {
        Listener listener = new CaddyHop(Read(address + " {\nreverse_proxy a:1\n}")).Pass(new Handshake { Path = "/" }).Single().Listener!;

        (listener.Tls, listener.Port).ShouldBe((tls, (int?)port));
    }

    [Theory]
    [InlineData("reverse_proxy a:1 b:1", false)]
    [InlineData("reverse_proxy a:1", true)]
    [InlineData("reverse_proxy a:1 b:1 {\n lb_policy cookie\n}", true)]
    [InlineData("reverse_proxy a:1 b:1 {\n lb_policy round_robin\n}", false)]
    [InlineData("reverse_proxy {\n dynamic a b 1\n}", null)]
    public void A_client_stays_with_its_upstream_or_does_not(string text, bool? sticky) => Pass(text, "/ws").To!.Sticky.ShouldBe(sticky);

    [Fact]
    public void Quiet_sockets_stay_unless_the_transport_gives_up()
    {
        Pass("reverse_proxy a:1", "/ws").Idle!.Value.ShouldBe(Timeout.InfiniteTimeSpan);
        Pass("reverse_proxy a:1 {\n transport http {\n read_timeout 2s\n }\n}", "/ws").Idle!.Value.ShouldBe(TimeSpan.FromSeconds(2));
        Pass("reverse_proxy a:1 {\n stream_timeout 1h\n}", "/ws").Lifetime!.Value.ShouldBe(TimeSpan.FromHours(1));
    }

    private static Passage Pass(string text, string path) => new CaddyHop(Read("http:// {\n" + text + "\n}")).Pass(new Handshake { Path = path }).Single();

    private static CaddyFile Read(string text) => CaddyfileReader.Read(new SourceText("Caddyfile", text), new ReadContext { Versions = ImmutableDictionary<string, Version>.Empty.Add("caddy", new Version(2, 6, 2)) });
}
