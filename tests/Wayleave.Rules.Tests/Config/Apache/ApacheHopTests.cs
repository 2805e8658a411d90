using System.Collections.Immutable;
using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Apache;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Tests.Config.Apache;

/// <summary>What httpd does with a handshake. The rows on ways, upgrades, times and redirects were tried with httpd 2.4.71.</summary>
public sealed class ApacheHopTests
{
    [Theory]
    [InlineData("ProxyPass /ws http://a:1/ws", "/ws", "a:1/ws")]
    [InlineData("ProxyPass /ws http://a:1/other/", "/ws", "a:1/other/")]
    [InlineData("ProxyPass /ws ws://a:1/ws/", "/ws/b", "a:1/ws//b")]
    [InlineData("ProxyPass / http://a:1/\nProxyPass /ws ws://b:2/ws", "/ws", "a:1/ws")]
    [InlineData("ProxyPass /ws ws://b:2/ws\nProxyPass / http://a:1/", "/wsx", "a:1/wsx")]
    [InlineData("ProxyPass /ws/ ws://b:2/ws/\nProxyPass / http://a:1/", "/ws", "a:1/ws")]
    [InlineData("ProxyPass / http://a:1/\n<Location /ws>\nProxyPass ws://b:2/x\n</Location>", "/ws/c", "b:2/x/c")]
    [InlineData("<Location /ws>\nProxyPass ws://b:2/ws\n</Location>\n<Location />\nProxyPass http://a:1/\n</Location>", "/ws", "a:1/ws")]
    [InlineData("ProxyPassMatch ^/(ws.*)$ ws://b:2/$1", "/ws/c", "b:2/ws/c")]
    [InlineData("ProxyPassMatch ^/ws ws://b:2/q", "/ws/c", "b:2/q/ws/c")]
    [InlineData("<LocationMatch \"^/(ws.*)\">\nProxyPassMatch ws://b:2/$1\n</LocationMatch>", "/ws", "b:2/ws")]
    [InlineData("RewriteEngine on\nRewriteRule ^/ws$ /other [PT]\nProxyPass / http://a:1/", "/ws", "a:1/other")]
    [InlineData("ProxyPass / http://a:1/\nRewriteEngine on\nRewriteCond %{HTTP:Upgrade} websocket [NC]\nRewriteRule /(.*) ws://b:2/$1 [P]", "/ws", "b:2/ws")]
    [InlineData("ProxyPass / http://a:1/\nRewriteEngine on\nRewriteRule ^ws(.*) ws://b:2/ws$1 [P]", "/ws", "a:1/ws")]
    [InlineData("<VirtualHost *:80>\nProxyPass / http://a:1/\n</VirtualHost>\nProxyPass /ws ws://b:2/ws", "/ws", "b:2/ws")]
    [InlineData("<VirtualHost *:80>\nProxyPass /api http://a:1/\n</VirtualHost>\nProxyPass /ws ws://b:2/ws", "/ws", "b:2/ws")]
    [InlineData("Redirect / https://c/\nProxyPass / http://a:1/", "/ws", "a:1/ws")]
    [InlineData("ProxyPass /ws unix:/run/a.sock|http://localhost/ws", "/ws", "localhost:80/ws")]
    public void It_goes_where_httpd_sends_it(string text, string path, string target)
    {
        Upstream to = Pass(text, path).To!;

        $"{to.Host}:{to.Port}{to.Path}".ShouldBe(target);
    }

    [Theory]
    [InlineData("ProxyPass / http://a:1/", false)]
    [InlineData("ProxyPass / http://a:1/ upgrade=websocket", true)]
    [InlineData("ProxyPass / http://a:1/ upgrade=ANY", true)]
    [InlineData("ProxyPass / http://a:1/ upgrade=NONE", false)]
    [InlineData("ProxyPass / http://a:1/ upgrade=on", false)]
    [InlineData("ProxyPass / ws://a:1/", true)]
    [InlineData("RequestHeader set Upgrade websocket\nRequestHeader set Connection Upgrade\nProxyPass / http://a:1/", false)]
    [InlineData("RequestHeader unset Upgrade\nProxyPass / http://a:1/ upgrade=websocket", false)]
    [InlineData("<Proxy http://a:1>\nProxySet upgrade=websocket\n</Proxy>\nProxyPass / http://a:1/", true)]
    [InlineData("ProxyPass /ws http://a:1/ upgrade=websocket\nProxyPass /b http://a:1/b", true)]
    [InlineData("<Proxy balancer://x>\nBalancerMember ws://a:1\n</Proxy>\nProxyPass / balancer://x/", true)]
    [InlineData("<Proxy balancer://x>\nBalancerMember http://a:1\n</Proxy>\nProxyPass / balancer://x/", false)]
    public void The_upgrade_goes_on_or_does_not(string text, bool goesOn)
    {
        var handshake = new Handshake { Path = "/ws" };

        Pass(text, "/ws").Header("upgrade", handshake).Present.ShouldBe(goesOn);
    }

    [Theory]
    [InlineData("ProxyPass / ws://a/", 60)]
    [InlineData("Timeout 4\nProxyPass / ws://a/ timeout=1", 4)]
    [InlineData("Timeout 1\nProxyPass / ws://a/ timeout=3", 3)]
    [InlineData("Timeout 1\nProxyTimeout 3\nProxyPass / ws://a/", 3)]
    [InlineData("ProxyPass / ws://a/ timeout=5m", 300)]
    [InlineData("<Proxy balancer://x>\nBalancerMember ws://a:1 timeout=90\n</Proxy>\nProxyPass / balancer://x/", 90)]
    public void A_quiet_socket_is_ended_after_the_longer_of_both_times(string text, int seconds) => Pass(text, "/ws").Idle!.Value.ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("Redirect permanent / https://c/", 301)]
    [InlineData("RedirectMatch 302 ^/w https://c/", 302)]
    [InlineData("RewriteEngine on\nRewriteRule ^ https://c%{REQUEST_URI} [R=308,L]", 308)]
    [InlineData("RewriteEngine on\nRewriteRule /(.*) ws://a/$1 [L]\nProxyPass / http://a/", 302)]
    [InlineData("<Location /ws>\nRedirect https://c/\n</Location>\nProxyPass / http://a/", 302)]
    public void It_is_redirected(string text, int status)
    {
        Passage passage = Pass(text, "/ws");

        (passage.End, passage.Status).ShouldBe((PassageEnd.Redirected, (int?)status));
    }

    [Theory]
    [InlineData("ProxyPass /ws !\nProxyPass / http://a/")]
    [InlineData("RewriteEngine on\nRewriteRule ^/ws$ /other\nProxyPass / http://a/")]
    [InlineData("RewriteEngine on\nRewriteRule ^/ws - [F]\nProxyPass / http://a/")]
    [InlineData("ProxyPass /api http://a/")]
    public void Httpd_answers_itself(string text) => Pass(text, "/ws").End.ShouldBe(PassageEnd.Answered);

    [Theory]
    [InlineData("ProxyPass / ws://a:1/", "host", "a:1")]
    [InlineData("ProxyPreserveHost on\nProxyPass / ws://a:1/", "host", "app.example.net")]
    [InlineData("ProxyPass / ws://a:1/", "x-forwarded-host", "app.example.net")]
    [InlineData("ProxyAddHeaders off\nRequestHeader set X-Forwarded-Host b\nProxyPass / ws://a:1/", "x-forwarded-host", "b")]
    [InlineData("RequestHeader set X-Forwarded-Host b\nProxyPass / ws://a:1/", "x-forwarded-host", "b, app.example.net")]
    [InlineData("RequestHeader set X-Forwarded-Proto expr=%{REQUEST_SCHEME}\nProxyPass / ws://a:1/", "x-forwarded-proto", "http")]
    [InlineData("SSLEngine on\nRequestHeader set X-Forwarded-Proto expr=%{REQUEST_SCHEME}\nProxyPass / ws://a:1/", "x-forwarded-proto", "https")]
    [InlineData("RequestHeader set X-Forwarded-Proto %{X}e\nProxyPass / ws://a:1/", "x-forwarded-proto", null)]
    public void The_app_is_told(string text, string header, string? value)
    {
        var handshake = new Handshake { Path = "/ws", Host = "app.example.net" };

        new ApacheHop(Read(text)).Pass(handshake).Single().Header(header, handshake).Value.ShouldBe(value);
    }

    [Fact]
    public void Of_several_sites_that_with_the_socket_is_meant_where_nobody_told_the_host()
    {
        ApacheFile file = Read("<VirtualHost *:80>\nServerName a.net\nProxyPass / http://a/\n</VirtualHost>\n<VirtualHost *:80>\nServerName b.net\nProxyPass /ws ws://b/ws\n</VirtualHost>");

        new ApacheHop(file).Pass(new Handshake { Path = "/ws" }).Single().To!.Host.ShouldBe("b");
        new ApacheHop(file).Pass(new Handshake { Path = "/ws", Host = "a.net" }).Single().To!.Host.ShouldBe("a");
    }

    [Fact]
    public void Members_without_a_cookie_share_their_clients()
    {
        const string Members = "<Proxy balancer://x>\nBalancerMember ws://a:1\nBalancerMember ws://b:1\n{0}</Proxy>\nProxyPass / balancer://x/";

        Pass(Members.Replace("{0}", "", StringComparison.Ordinal), "/ws").To!.Sticky.ShouldBe(false);
        Pass(Members.Replace("{0}", "ProxySet stickysession=ID\n", StringComparison.Ordinal), "/ws").To!.Sticky.ShouldBe(true);
    }

    private static Passage Pass(string text, string path) => new ApacheHop(Read(text)).Pass(new Handshake { Path = path }).Single();

    private static ApacheFile Read(string text) => ApacheParser.Read(new SourceText("site.conf", text), new ReadContext { Versions = ImmutableDictionary<string, Version>.Empty.Add("apache", new Version(2, 4, 71)) });
}
