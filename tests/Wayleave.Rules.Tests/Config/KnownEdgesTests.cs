using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Tests.Config;

public sealed class KnownEdgesTests
{
    [Theory]
    [InlineData("cloudflare", 100)]
    [InlineData("cloudfront", 600)]
    [InlineData("alb", 60)]
    [InlineData("heroku", 55)]
    [InlineData("azure-app-gateway", 30)]
    [InlineData("azure-app-service", 230)]
    [InlineData("azure-front-door", 300)]
    public void An_edge_waits_as_long_as_the_doctors_table_says(string name, double seconds) =>
        KnownEdges.Find(name)!.Idle.ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("ngrok")]
    [InlineData("google")]
    public void An_edge_without_a_known_limit_has_none(string name) => KnownEdges.Find(name)!.Idle.ShouldBeNull();

    [Theory]
    [InlineData(null)]
    [InlineData("none")]
    public void What_is_no_edge_is_not_found(string? name) => KnownEdges.Find(name).ShouldBeNull();
}
