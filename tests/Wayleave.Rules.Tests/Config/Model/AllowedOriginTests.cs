using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Tests.Config.Model;

public sealed class AllowedOriginTests
{
    [Theory]
    [InlineData("https://a.example.org", "a.example.org", true, true)]
    [InlineData("https://a.example.org:443", "A.example.org", true, true)]
    [InlineData("//a.example.org", "a.example.org:8443", true, true)]
    [InlineData("//*.example.org", "a.example.org", true, true)]
    [InlineData("https://a.example.org:8443", "a.example.org:8443", true, true)]
    [InlineData("http://a.example.org", "a.example.org", false, true)]
    [InlineData("http://a.example.org", "a.example.org", true, false)]
    [InlineData("https://a.example.org", "a.example.org:8443", true, false)]
    [InlineData("https://a.example.org:8443", "a.example.org", true, false)]
    [InlineData("//a.example.org:80", "a.example.org", true, false)]
    [InlineData("//*.a.example.org", "a.example.org", true, false)]
    [InlineData("https://b.example.org", "a.example.org", false, false)]
    public void An_entry_covers_the_pages_whose_scheme_host_and_port_it_has(string entry, string host, bool onTls, bool covers) =>
        AllowedOrigin.Of(entry).Covers(host, onTls).ShouldBe(covers);
}
