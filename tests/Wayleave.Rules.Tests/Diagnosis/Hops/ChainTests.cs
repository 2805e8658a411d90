using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Tests.Diagnosis.Hops;

public sealed class ChainTests
{
    private static Hop? Hop(RunBuilder run, string name) => run.Judge().Hops.FirstOrDefault(hop => hop.Name == name);

    [Theory]
    [InlineData("wss://x.awsapprunner.com/ws", "apprunner", HopKind.Platform)]
    [InlineData("wss://d1.cloudfront.net/ws", "cloudfront", HopKind.Edge)]
    [InlineData("wss://lb-1.eu-west-1.elb.amazonaws.com/ws", "alb", HopKind.Balancer)]
    [InlineData("wss://a.ngrok-free.app/ws", "ngrok", HopKind.Edge)]
    [InlineData("wss://x.streamlit.app/ws", "streamlit-cloud", HopKind.Platform)]
    public void A_host_name_shows_who_runs_what_stands_behind_it(string url, string name, HopKind kind) =>
        Hop(RunBuilder.Healthy(url), name).ShouldNotBeNull().Kind.ShouldBe(kind);

    [Fact]
    public void A_CNAME_shows_it_too() =>
        Hop(RunBuilder.Healthy().Dns("203.0.113.7", ["app.herokudns.com"]), "heroku").ShouldNotBeNull().Kind.ShouldBe(HopKind.Platform);

    [Fact]
    public void An_address_in_an_edges_published_ranges_shows_the_edge() =>
        Hop(RunBuilder.Healthy().Dns("104.16.1.2"), "cloudflare").ShouldNotBeNull().Signs.ShouldContain("104.16.1.2 lies in its published ranges");

    [Fact]
    public void Any_other_address_shows_nobody() => RunBuilder.Healthy().Judge().Hops.Select(hop => hop.Name).ShouldNotContain("cloudflare");
}
