using Wayleave.Rules.Config.Nginx;
using static Wayleave.Rules.Tests.Config.Nginx.Nginxes;

namespace Wayleave.Rules.Tests.Config.Nginx;

public sealed class NginxTemplateTests
{
    [Theory]
    [InlineData("default.conf.template", "proxy_pass ${URL};", "proxy_pass,http://a:1")]
    [InlineData("default.conf.template", "proxy_pass $URL/$host$URLS;", "proxy_pass,http://a:1/$host$URLS")]
    [InlineData("default.conf.template", "proxy_set_header Host ${host};", "proxy_set_header,Host,${host}")]
    [InlineData("default.conf.template", "resolver ${TWO} valid=10s;", "resolver,1.1.1.1,2.2.2.2,valid=10s")]
    [InlineData("default.conf.template", "resolver \"${TWO}\";", "resolver,1.1.1.1 2.2.2.2")]
    [InlineData("default.conf.template", "${LINES}\na;", "b,c d[] a")]
    [InlineData("default.conf.template", "a $low;", "a,filled")]
    [InlineData("default.conf", "a $low ${URL};", "a,$low,http://a:1")]
    [InlineData("default.conf.template", "listen ${PORT};", "listen,${PORT}")]
    public void A_template_is_read_as_envsubst_leaves_it(string name, string text, string shape)
    {
        NginxFile file = Read(text, name, null, ("URL", "http://a:1"), ("TWO", "1.1.1.1 2.2.2.2"), ("LINES", "b c; d { }"), ("low", "filled"));

        Shape(file.Root).ShouldBe(shape);
        Complaints(file).ShouldBeEmpty();
    }

    [Fact]
    public void A_dollar_by_name_is_one() => Shape(Read("proxy_set_header Upgrade ${dollar}http_upgrade$DOLLAR;", "nginx.conf.template").Root).ShouldBe("proxy_set_header,Upgrade,$http_upgrade$");

    [Fact]
    public void A_filled_word_stands_where_its_variable_does()
    {
        NginxDirective resolver = Read("resolver ${TWO};", "x.template", null, ("TWO", "a b")).Root[0];

        resolver.Words[2].Text.ShouldBe("b");
        resolver.Words[2].At.Text.ShouldBe("${TWO}");
    }

    [Theory]
    [InlineData("server {\n  ${EXTRA}\n  location / { a; }\n}", "server[${EXTRA} location,/[a]]")]
    [InlineData("server {\n  {{ include \"x\" . }}\n  a;\n}", "server[{{ include \"x\" . }} a]")]
    public void A_line_that_a_template_fills_may_be_anything(string text, string shape)
    {
        NginxFile file = Read(text, "site.conf.template");

        Shape(file.Root).ShouldBe(shape);
        file.Root[0].Block[0].IsUnread.ShouldBeTrue();
        Complaints(file).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{% if tls %}\nserver { listen 443 ssl;\n{% else %}\nserver { listen 80;\n{% endif %}\n a; }")]
    [InlineData("server {\n{{- if .tls }}\n proxy_http_version 1.1;\n{{- else }}\n proxy_http_version 1.0;\n{{- end }}\n}")]
    [InlineData("server {\n<% if a %>\n root a;\n<% else %>\n root b;\n<% end %>\n}")]
    public void Of_a_template_with_branches_nothing_is_refused(string text) => Complaints(Read(text, "site.conf.j2")).ShouldBeEmpty();
}
