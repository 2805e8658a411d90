using System.Collections.Immutable;
using Wayleave.Rules.Config;
using Wayleave.Rules.Config.HAProxy;
using Wayleave.Rules.Config.HAProxy.Reading;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Tests.Config.HAProxy;

public sealed class HAProxyParserTests
{
    // Measured with HAProxy 2.6: what http-request set-header X-A then sends.
    [Theory]
    [InlineData("a#b", "a")]
    [InlineData("$HOME", "$HOME")]
    [InlineData("\"${HOME}x\"", "/homex")]
    [InlineData("\"$HOME/x${NOPE}y\"", "/home/xy")]
    [InlineData("\"${NOPE-z}\"", "z")]
    [InlineData("'a \"b\" $HOME'", "a \"b\" $HOME")]
    [InlineData("a\\ b\\#c\\\\", "a b#c\\")]
    [InlineData("a\"b c\"'d e'", "ab cd e")]
    [InlineData("\\x41", "A")]
    [InlineData("\"\\$HOME\"", "$HOME")]
    [InlineData("\\$HOME", "\\$HOME")]
    [InlineData("a\\.b\\1\\{", "a\\.b\\1\\{")]
    public void A_word_is_what_HAProxy_makes_of_it(string written, string word)
    {
        HAProxyFile file = Read($"frontend f\n  http-request set-header X-A {written}\n", ("HOME", "/home"));

        HAProxyWord read = file.Sections[0].Lines[0].Words[3];
        (read.Text, read.IsKnown).ShouldBe((word, true));
        file.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void A_variable_that_nobody_told_is_not_known()
    {
        Line("timeout client \"${CLIENT}\"").Words[2].IsKnown.ShouldBeFalse();
        Line("timeout client ${CLIENT}").Words[2].IsKnown.ShouldBeTrue();
    }

    [Fact]
    public void A_quote_that_is_not_closed_is_told_with_its_place()
    {
        HAProxyFile file = Read("frontend f\n  bind \"a b\n  bind :80\n");

        ReadError error = file.Errors.Single();
        (error.At.Line, error.At.Column).ShouldBe((2, 8));
        file.Sections[0].Lines.Length.ShouldBe(2);
    }

    [Fact]
    public void Lines_know_their_places_and_what_takes_them_back()
    {
        HAProxyLine line = Line("no option httpclose # not here");

        (line.IsNegated, line.Name, line[1], line.At.Text).ShouldBe((true, "option", "httpclose", "no option httpclose"));
    }

    [Theory]
    [InlineData(".if 1\n bind :1\n .else\n bind :2\n .endif", ":1", true)]
    [InlineData(".if 0\n bind :1\n .elif true\n bind :2\n .else\n bind :3\n .endif", ":2", true)]
    [InlineData(".if !version_atleast(2.4)\n bind :1\n .endif\n bind :2", ":2", true)]
    [InlineData(".if version_before(2.7)\n bind :1\n .if 0\n bind :2\n .endif\n .endif", ":1", true)]
    [InlineData(".if defined(X)\n bind :1\n .endif", ":1", false)]
    public void Lines_hold_as_their_conditions_say(string lines, string address, bool sure)
    {
        var context = new ReadContext { Versions = ImmutableDictionary<string, Version>.Empty.Add("haproxy", new Version(2, 6)) };
        HAProxyLine bind = HAProxyParser.Read(new SourceText("haproxy.cfg", "frontend f\n " + lines), context).Sections[0].Lines.Single();

        (bind[1], bind.IsSure).ShouldBe((address, sure));
    }

    [Theory]
    [InlineData("server a 10.0.0.1:80", "10.0.0.1", 80)]
    [InlineData("server a [::1]:80", "[::1]", 80)]
    [InlineData("server a ipv4@app:80", "app", 80)]
    [InlineData("server a app", "app", null)]
    [InlineData("server a unix@/run/app.sock", null, null)]
    [InlineData("server a \"${HOST}:80\"", null, null)]
    public void A_server_is_where_its_address_says(string line, string? host, int? port)
    {
        HAProxyServer server = Read($"listen l\n  {line} cookie ssl check\n", null).Proxies[0].Servers.Single();

        (server.Host, server.Port, server.IsTls).ShouldBe((host, port, false));
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("30s", 30_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("24d", 2_073_600_000)]
    [InlineData("25d", null)]
    [InlineData("1h30m", null)]
    [InlineData("", null)]
    public void A_time_is_in_milliseconds_unless_it_says_otherwise(string text, int? milliseconds) =>
        (HAProxyUnits.Time(text)?.TotalMilliseconds).ShouldBe(milliseconds);

    [Theory]
    [InlineData("/etc/haproxy/haproxy.cfg", "global\n daemon\n")]
    [InlineData("lb.cfg", "frontend www\n bind :80\n default_backend a\n")]
    [InlineData("site.conf", "defaults\n\tmode http\nlisten a\n\tbind :80\n")]
    [InlineData("haproxy.cfg.j2", "{% if x %}\nglobal\n{% endif %}\nfrontend {{ name }}\n bind {{ bind }}\nbackend app\n server a b:1\n")]
    public void Its_files_are_recognised(string name, string text) => (ConfigKinds.Recognise(new SourceText(name, text))?.Name).ShouldBe("haproxy");

    [Theory]
    [InlineData("nginx.conf", "upstream backend {\n server a:80;\n}\nserver {\n listen 80;\n}\n")]
    [InlineData("default.vcl", "backend default {\n .host = \"a\";\n}\n")]
    [InlineData("notes.txt", "defaults\nare good\n")]
    public void Others_are_not_taken_for_it(string name, string text) => new HAProxyKind().Fits(new SourceText(name, text)).ShouldBe(Fit.No);

    private static HAProxyLine Line(string line) => Read("frontend f\n  " + line + "\n", null).Sections[0].Lines[0];

    private static HAProxyFile Read(string text, params (string Name, string Value)[]? variables) => HAProxyParser.Read(
        new SourceText("haproxy.cfg", text),
        new ReadContext { Variables = variables?.ToImmutableDictionary(variable => variable.Name, variable => variable.Value) });
}
