using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Config.Nginx.Meaning;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Lint;
using Wayleave.TestKit.Lint;

namespace Wayleave.Rules.Tests.Config.Nginx;

/// <summary>What nginx's rules make of a request, in their smallest parts; <c>tests/LintCases/nginx</c> has the whole.</summary>
public sealed class NginxMeaningTests
{
    [Theory]
    [InlineData("^/(api|live)/ws$", "/api/ws")]
    [InlineData("^/chat/\\d+/socket/?$", "/chat/1/socket")]
    [InlineData("/ws$", "/ws")]
    [InlineData("^/(?<room>[a-z0-9]+)/ws", "/a/ws")]
    [InlineData("^/x{2}/\\.ws", "/xx/.ws")]
    public void An_expression_has_a_path_that_stands_for_it(string pattern, string path) => NginxExample.Of(pattern, insensitive: false)[0].ShouldBe(path);

    [Theory]
    [InlineData("^/(?!private)")]
    [InlineData("^/(a")]
    [InlineData("^/[[:alpha:]]")]
    public void An_expression_that_is_not_understood_has_none(string pattern) => NginxExample.Of(pattern, insensitive: false).ShouldBeEmpty();

    [Theory]
    [InlineData("^/a++$")]
    [InlineData("^/\\h")]
    [InlineData("[[:digit:]]")]
    public void A_pattern_of_PCREs_own_is_not_known(string pattern) => NginxRegex.Match(pattern, "/a", insensitive: false, out _).ShouldBeNull();

    [Theory]
    [InlineData("80", "", 80)]
    [InlineData("*:8080", "", 8080)]
    [InlineData("[::]:443", "", 443)]
    [InlineData("127.0.0.1", "127.0.0.1", 80)]
    [InlineData("localhost:81", "localhost", 81)]
    public void A_listen_has_an_address_and_a_port(string text, string address, int port)
    {
        NginxListen listen = NginxListen.Of(Server($"listen {text};")).ShouldHaveSingleItem();

        (listen.Address, listen.Port).ShouldBe((address, port));
    }

    [Theory]
    [InlineData("example.org", "example.org", 0)]
    [InlineData(".example.org", "example.org", 0)]
    [InlineData(".example.org", "a.example.org", 1)]
    [InlineData("*.example.org", "a.b.example.org", 1)]
    [InlineData("*.example.org", "example.org", null)]
    [InlineData("www.*", "www.example.net", 2)]
    [InlineData("~^(www|app)\\.", "app.example.org", 3)]
    public void A_name_fits_a_host_as_nginx_ranks_it(string name, string host, int? rank) => NginxNames.Fits(name, host).ShouldBe(rank);

    [Theory]
    [InlineData("http://app:8000", "app", 8000, null)]
    [InlineData("https://app", "app", null, null)]
    [InlineData("http://app/x/", "app", null, "/x/")]
    [InlineData("http://[::1]:90/y", "[::1]", 90, "/y")]
    [InlineData("http://unix:/run/a.sock:/z", "unix:/run/a.sock", null, "/z")]
    public void An_address_is_taken_apart(string text, string host, int? port, string? uri)
    {
        NginxTarget target = NginxTarget.Read(text, text);

        (target.Host, target.Port, target.Uri).ShouldBe((host, port, uri));
    }

    [Fact]
    public void What_hangs_on_who_asks_is_one_of_several_values()
    {
        NginxFile file = Read("geo $a { default x; 10.0.0.0/8 y; } map $http_cookie $b { default 1; ~k 2; } map $b $c { 1 one; 2 two; }");

        Value(file, "$a").Possible.ShouldBe(["x", "y"], ignoreOrder: true);
        Value(file, "<$c>").Possible.ShouldBe(["<one>", "<two>"], ignoreOrder: true);
        Value(file, "$unheard_of").Possible.ShouldBeEmpty();
    }

    [Fact]
    public void Maps_that_read_each_other_come_to_an_end() => Value(Read("map $b $a { default $b; } map $a $b { default $a; }"), "$a").Possible.ShouldBeEmpty();

    [Fact]
    public void No_case_that_is_cut_off_anywhere_makes_lint_throw()
    {
        foreach (LintCase one in LintCase.All("nginx").Where(one => one.Name.Contains("right", StringComparison.Ordinal)))
        {
            string text = one.Files[0].Text;
            for (int end = 0; end < text.Length; end += 17)
                Linter.Check([new SourceText("nginx.conf", text[..end] + "}}}")], new LintOptions { Kind = "nginx", Paths = ["/ws", "/"] });
        }
    }

    [Theory]
    [InlineData("rewrite ^(.*)$ $1 last;")]
    [InlineData("error_page 404 = @x; location @x { return 404; }")]
    [InlineData("try_files /a @ws; } location @ws { try_files /b @ws;")]
    [InlineData("if ($http_a) { set $b 1; } if ($http_c) { set $b 2; } if ($http_d) { rewrite ^ /ws; } if ($http_e) { rewrite ^ /ws last; }")]
    public void Circles_come_to_an_end(string inside)
    {
        NginxFile file = Read($"server {{ listen 80; location / {{ {inside} proxy_pass http://127.0.0.1:1; }} }}");

        file.Hops[0].Pass(new Handshake { Path = "/ws" }).Count().ShouldBeLessThan(8);
    }

    private static NginxValue Value(NginxFile file, string text) => new NginxVariables(new NginxMaps(file), new NginxRequest { Handshake = new Handshake { Path = "/" }, Uri = "/" }).Value(text);

    private static NginxDirective Server(string inside) => Read($"server {{ {inside} }}").Servers.Single();

    private static NginxFile Read(string text) => (NginxFile)ConfigKinds.Find("nginx")!.Read(new SourceText("nginx.conf", text), new ReadContext());
}
