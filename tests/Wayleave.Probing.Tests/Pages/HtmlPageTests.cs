using Wayleave.Probing.Pages;

namespace Wayleave.Probing.Tests.Pages;

public sealed class HtmlPageTests
{
    private static HtmlPage Read(string html) => HtmlPage.Read(html, new Uri("https://app.example/a/b"));

    [Fact]
    public void Scripts_are_resolved_against_the_base_element() =>
        Read("<base href='/x/'><script src='s.js'></script><link rel=modulepreload href='//cdn.example/m.js'>").Scripts
            .ShouldBe([new Uri("https://app.example/x/s.js"), new Uri("https://cdn.example/m.js")]);

    [Fact]
    public void Data_blocks_are_no_scripts() =>
        Read("<script type='application/json'>{}</script><script>a</script><script type=module>b</script>").InlineScripts.ShouldBe(["a", "b"]);

    [Theory]
    [InlineData("<script src='/cdn-cgi/scripts/7d0fa10a/cloudflare-static/rocket-loader.min.js'></script>", true)]
    [InlineData("<script type='9f2d1c-text/javascript'>x</script>", true)]
    [InlineData("<script type='text/javascript'>x</script>", false)]
    public void Rocket_Loader_is_recognised(string html, bool expected) => Read(html).RocketLoader.ShouldBe(expected);

    [Fact]
    public void Scripts_that_Rocket_Loader_took_over_are_read() =>
        Read("<script type='9f2d1c-text/javascript'>x</script>").InlineScripts.ShouldBe(["x"]);

    [Fact]
    public void Policies_in_the_page_are_read() =>
        Read("<meta http-equiv=content-security-policy content=\"connect-src 'self'\">").ContentSecurityPolicies.ShouldBe(["connect-src 'self'"]);

    [Theory]
    [InlineData("")]
    [InlineData("\0\u0001<<<script")]
    [InlineData("<script>")]
    public void Garbage_is_a_page_without_scripts(string html) => Should.NotThrow(() => Read(html));
}
