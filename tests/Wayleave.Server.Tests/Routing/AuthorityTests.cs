using Wayleave.Server.Routing;

namespace Wayleave.Server.Tests.Routing;

public sealed class AuthorityTests
{
    [Theory]
    [InlineData("App.Example", "app.example", null)]
    [InlineData("app.example.", "app.example", null)]
    [InlineData("app.example:8443", "app.example", 8443)]
    [InlineData("app.example.:80", "app.example", 80)]
    [InlineData("app.example:", "app.example", null)]
    [InlineData("127.0.0.1:1", "127.0.0.1", 1)]
    [InlineData("[::1]", "::1", null)]
    [InlineData("[2001:DB8:0:0::1]:443", "2001:db8::1", 443)]
    [InlineData("a_b.example", "a_b.example", null)]
    public void What_means_the_same_host_is_read_as_the_same(string text, string host, int? port)
    {
        Authority.TryParse(text, out var authority).ShouldBeTrue();
        authority.ShouldBe(new Authority(host, port));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData(".example.com")]
    [InlineData("a..example.com")]
    [InlineData("example.com..")]
    [InlineData(":80")]
    [InlineData("a b")]
    [InlineData("a,b")]
    [InlineData("a/b")]
    [InlineData("user@a")]
    [InlineData("a:b")]
    [InlineData("a:-1")]
    [InlineData("a:65536")]
    [InlineData("a:1:2")]
    [InlineData("::1")]
    [InlineData("[::1")]
    [InlineData("[::1]x")]
    [InlineData("[]")]
    [InlineData("[127.0.0.1]")]
    [InlineData("[fe80::1%eth0]")]
    [InlineData("a%2eb")]
    [InlineData("caf\u00e9")]
    public void What_is_no_host_is_not_read(string text) => Authority.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("::1", 8080, "[::1]:8080")]
    [InlineData("app.example", null, "app.example")]
    public void It_is_written_as_headers_have_it(string host, int? port, string text) => new Authority(host, port).ToString().ShouldBe(text);
}
