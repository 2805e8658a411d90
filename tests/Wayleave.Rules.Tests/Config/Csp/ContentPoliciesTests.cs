using Wayleave.Rules.Config.Csp;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Tests.Config.Csp;

public sealed class ContentPoliciesTests
{
    [Theory]
    [InlineData("add_header Content-Security-Policy \"default-src 'none'; connect-src 'self' wss://a;\" always;", "connect-src 'self' wss://a", "'self' wss://a")]
    [InlineData("<meta http-equiv=\"Content-Security-Policy\" content=\"connect-src *\">", "connect-src *", "*")]
    [InlineData("Content-Security-Policy: default-src 'self' wss:", "default-src 'self' wss:", "'self' wss:")]
    [InlineData("{ \"value\": \"connect-src 'self'\" }", "connect-src 'self'", "'self'")]
    [InlineData("header('Content-Security-Policy: connect-src *; img-src *')", "connect-src *", "*")]
    [InlineData("directives: { connectSrc: [\"'self'\", 'wss:'] }", "connectSrc: [\"'self'\", 'wss:']", "'self' wss:")]
    [InlineData("CSP_CONNECT_SRC = (\"'self'\",)", "CSP_CONNECT_SRC = (\"'self'\",)", "'self'")]
    [InlineData("CSP = { 'connect-src': ['*'] }", "'connect-src': ['*']", "*")]
    public void A_policy_is_found_at_its_place(string text, string at, string sources)
    {
        ContentPolicy policy = ContentPolicies.Of(new SourceText("x", text)).ShouldHaveSingleItem();

        policy.At.Text.ShouldBe(at);
        string.Join(' ', policy.Sources).ShouldBe(sources);
    }

    [Theory]
    [InlineData("x = \"connect-src 'self' \" + sockets")]
    [InlineData("x = \"connect-src 'self' \"\n    \"wss:\"")]
    [InlineData("x = `connect-src ${sockets}`")]
    [InlineData("connect-src 'self'\n  wss:")]
    [InlineData("# add_header Content-Security-Policy \"connect-src *\";")]
    [InlineData("add_header Content-Security-Policy-Report-Only \"connect-src *\";")]
    [InlineData("connectSrc: [self, ...more]")]
    [InlineData("auto-connect-src \"x\"")]
    public void One_whose_end_or_effect_cannot_be_seen_is_left_alone(string text) => ContentPolicies.Of(new SourceText("x", text)).ShouldBeEmpty();

    [Theory]
    [InlineData("'self'", true)]
    [InlineData("*", true)]
    [InlineData("wss:", true)]
    [InlineData("a.example.org", true)]
    [InlineData("wss://*.example.org", true)]
    [InlineData("https://a.example.org:*", true)]
    [InlineData("'none'", false)]
    [InlineData("https://b.example.org", false)]
    [InlineData("wss://a.example.org:8443", true)]
    public void A_source_lets_its_hosts_in(string source, bool letsIn) =>
        new ContentPolicy(new SourceText("x", "").All, [source], IsForConnections: true).MayLetIn("a.example.org", isOwn: true).ShouldBe(letsIn);
}
