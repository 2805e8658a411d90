using Wayleave.Rules.Config.Nginx;
using static Wayleave.Rules.Tests.Config.Nginx.Nginxes;

namespace Wayleave.Rules.Tests.Config.Nginx;

public sealed class NginxParserTests
{
    [Theory]
    [InlineData("a 'b \\' c' \"d\\te\" f\\\"g \\.h \\\\i;", "a,b ' c,d\te,f\"g,\\.h,\\i")]
    [InlineData("http { server { listen 80; } }", "http[server[listen,80]]")]
    [InlineData("map $a $b { default x; \"~^/{2}\" y; 'server' z; }", "map,$a,$b[default,x ~^/{2},y server,z]")]
    [InlineData("location ~ \"^/[a-z]{3}$\" { }", "location,~,^/[a-z]{3}$[]")]
    [InlineData("js_import main from http.js; js_content main.hello; perl_set $x 'sub { return \"a;\"; }';", "js_import,main,from,http.js js_content,main.hello perl_set,$x,sub { return \"a;\"; }")]
    [InlineData("my_own_directive { of { mine; } }", "my_own_directive[of[mine]]")]
    [InlineData("", "")]
    public void Directives_are_read_as_nginx_reads_them(string text, string shape) => Shape(Read(text).Root).ShouldBe(shape);

    [Theory]
    [InlineData("server {\n}\n}", "3: unexpected \"}\": no block is open here")]
    [InlineData("a b;\n;", "2: unexpected \";\"")]
    [InlineData("{ a; }", "1: unexpected \"{\"")]
    [InlineData("http {\n  a b\n}", "2: \"a\" is not ended by \";\" before this \"}\"", 3)]
    [InlineData("a;\nb c", "2: \"b\" is not ended by \";\" or a block before the end of the file")]
    [InlineData("http {\n  server {\n    a;\n", "2: this block is not closed by \"}\" before the end of the file")]
    [InlineData("http {\n  server {\n    location / {\n      a;\n  }\n}\n", "3: this block is not closed by \"}\" before the end of the file")]
    [InlineData("a \"b\"c;", "1: a blank or \";\" is missing behind the quotes of \"b\"")]
    [InlineData("a \"b\"#c\n;", "1: a blank or \";\" is missing behind the quotes of \"b\"")]
    [InlineData("a b;\nc \"d;\n", "2: the quotes that begin here are not closed by \"")]
    [InlineData("types { a { b; } }", "1: unexpected \"{\": a types holds no blocks")]
    [InlineData("\uFEFFa;", "1: the file begins with a byte order mark, which nginx takes for the first letter of a directive: save it without")]
    [InlineData("location / {\n  proxy_http_version 1.1\n  proxy_set_header A b;\n}", "2: \"proxy_http_version\" is not ended by \";\", so nginx takes the next line for more of it")]
    [InlineData("location / {\n  proxy_set_header A b c;\n}", "2: \"proxy_set_header\" takes 2 arguments, not 3: is a \";\" missing?")]
    [InlineData("location / {\n  proxy_pass http://a {\n  }\n}", "2: \"proxy_pass\" takes no block: \";\" is missing")]
    [InlineData("http {\n  server;\n  location / { }\n}", "3: \"location\" is not allowed in a http block: is a \"}\" missing above it?")]
    [InlineData("location / {\n  if ($a) {\n    proxy_set_header A b;\n  }\n}", "3: \"proxy_set_header\" is not allowed in an if block")]
    [InlineData("location / {\n  proxy_read_timeout 1h;\n  proxy_read_timeout 2h;\n}", "3: \"proxy_read_timeout\" stands twice in this block, first in line 2: nginx does not start")]
    public void What_nginx_refuses_is_told_with_its_place(string text, string complaint, int? line = null)
    {
        string[] complaints = [.. Complaints(Read(text))];

        complaints[0].ShouldBe(line is { } other ? other + complaint[1..] : complaint);
    }

    [Theory]
    [InlineData("server { server_name a\n  b\n  listen; }")]
    [InlineData("upstream a { server b; server c backup; keepalive 16; }")]
    [InlineData("stream { server { listen 1; proxy_pass a; proxy_pass_it b c d; } upstream a { server b; } }")]
    [InlineData("location / { proxy_set_header X {{ a }} {{ b }}; proxy_set_header ${A} ${B} ${C}; }")]
    [InlineData("http { map $a $b { include x y z; proxy_pass 1; return 2; } }")]
    [InlineData("location / { try_files $uri\n  $uri/\n  /index.html; }")]
    [InlineData("http { geo $a { default 0; ranges; 10.0.0.0-10.0.0.9 1; } types { text/html html htm; } split_clients $a $b { 50% x; * y; } }")]
    [InlineData("http { server { if ($a) { return 301 b; } location / { limit_except GET { deny all; } } } }")]
    [InlineData("match x { status 200; header a = b; }")]
    public void What_nginx_takes_is_not_refused(string text) => Complaints(Read(text)).ShouldBeEmpty();

    [Fact]
    public void A_directive_that_swallowed_the_next_one_is_two()
    {
        NginxFile file = Read("location / {\n  proxy_pass http://a\n  proxy_http_version 1.1\n  proxy_set_header A b;\n}");

        Shape(file.Root).ShouldBe("location,/[proxy_pass,http://a proxy_http_version,1.1 proxy_set_header,A,b]");
        file.Errors.Select(error => error.At.Line).ShouldBe([2, 3]);
    }

    [Fact]
    public void A_directive_stands_from_its_name_to_its_end()
    {
        NginxDirective server = Read("# a\n server { listen  80 ; }").Root.ShouldHaveSingleItem();

        server.At.Text.ShouldBe("server {");
        server.Block[0].At.Text.ShouldBe("listen  80 ;");
        server.Block[0].Words[1].At.Text.ShouldBe("80");
        (server.Block[0].At.Line, server.Block[0].At.Column).ShouldBe((2, 11));
    }

    [Fact]
    public void A_row_of_data_is_no_directive()
    {
        NginxFile file = Read("http { map $a $b { proxy_pass x; } proxy_read_timeout 1s; }");

        file.All.Select(directive => directive.Name).ShouldBe(["http", "map", "proxy_read_timeout"]);
        file.Root[0].Block[0].Find("proxy_pass").ShouldNotBeNull();
    }

    [Theory]
    [InlineData(4095, 0)]
    [InlineData(4096, 1)]
    public void A_word_is_at_most_as_long_as_the_buffer_of_nginx(int length, int complaints)
    {
        Complaints(Read("a " + new string('x', length) + ";")).Count().ShouldBe(complaints);
        Complaints(Read("a \"" + new string('x', length - 1) + "\";")).Count().ShouldBe(complaints);
    }

    [Fact]
    public void Blocks_however_deep_come_to_an_end()
    {
        NginxFile file = Read(string.Concat(Enumerable.Repeat("a {\n", 100_000)) + string.Concat(Enumerable.Repeat("}", 100_000)) + "b;");

        Complaints(file).ShouldHaveSingleItem().ShouldContain("nested");
        file.Root.Select(directive => directive.Name).ShouldBe(["a", "b"]);
    }
}
