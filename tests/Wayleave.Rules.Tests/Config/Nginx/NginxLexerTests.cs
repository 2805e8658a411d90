using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Config.Nginx.Reading;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Tests.Config.Nginx;

public sealed class NginxLexerTests
{
    [Theory]
    [InlineData("a b;", "a|b|;")]
    [InlineData("a\tb\r\nc ;", "a|b|c|;")]
    [InlineData("a#b c;", "a#b|c|;")]
    [InlineData("a #b c;\n;", "a|;")]
    [InlineData("a{b;}", "a|{|b|;|}")]
    [InlineData("location ~ ^/a}b$ {", "location|~|^/a}b$|{")]
    [InlineData("a\"b c;", "a\"b|c|;")]
    [InlineData("\"a b\" c;", "\"a b\"|c|;")]
    [InlineData("'a;b{' c;", "'a;b{'|c|;")]
    [InlineData("\"a\\\"b\" c;", "\"a\\\"b\"|c|;")]
    [InlineData("a\\ b\\;c;", "a\\ b\\;c|;")]
    [InlineData("if ($a = \"b\") {", "if|($a|=|\"b\"|)|{")]
    [InlineData("a ${b}c;", "a|${b}c|;")]
    [InlineData("a $b{", "a|$b|{")]
    [InlineData("a ${b;", "a|${b|;")]
    [InlineData("a \"${b}\";", "a|\"${b}\"|;")]
    [InlineData("a \"b", "a|\"b")]
    [InlineData("server_name {{ name }};", "server_name|{{ name }}|;")]
    [InlineData("proxy_pass http://{{ a }}:{{b}};", "proxy_pass|http://{{ a }}:{{b}}|;")]
    [InlineData("a {{{b}}};", "a|{{{b}}}|;")]
    [InlineData("{% if x %} a; {% endif %}", "a|;")]
    [InlineData("a <%= b %>;<% if x %>", "a|<%= b %>|;")]
    [InlineData("a {{\n}}", "a|{|{|}|}")]
    public void Words_end_where_nginx_ends_them(string text, string words) => string.Join('|', Significant(text)).ShouldBe(words);

    [Theory]
    [InlineData("content_by_lua_block {\n  if a then -- }\n  x = \"}\" .. '}' .. [[ } ]] .. [==[ ]] } ]==] --[[ } ]]\n  t = { 1, { 2 } }\n}\nb;", "content_by_lua_block|{|}|b|;")]
    [InlineData("set_by_lua_block $x { return \"#;\" }", "set_by_lua_block|$x|{|}")]
    [InlineData("init_by_lua_block{ s = \"\\\"}\" }", "init_by_lua_block|{|}")]
    [InlineData("a x_by_lua_block { b; }", "a|x_by_lua_block|{|b|;|}")]
    public void Code_is_passed_over_whole(string text, string words) => string.Join('|', Significant(text)).ShouldBe(words);

    [Fact]
    public void A_comment_of_a_template_is_one_only_in_a_template()
    {
        NginxLexer.Read(new SourceText("a", "a {# b #}").All, template: true).Last().Kind.ShouldBe(NginxTokenKind.Comment);
        NginxLexer.Read(new SourceText("a", "a {# b\n}").All).Select(token => token.Kind).ShouldContain(NginxTokenKind.Open);
    }

    private static IEnumerable<string> Significant(string text) =>
        NginxLexer.Read(new SourceText("nginx.conf", text).All)
            .Where(token => token.Kind is not (NginxTokenKind.Space or NginxTokenKind.Comment or NginxTokenKind.Code)).Select(token => token.At.Text);
}
