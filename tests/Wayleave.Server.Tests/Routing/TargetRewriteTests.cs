using Wayleave.Server.Configuration;
using Wayleave.Server.Routing;

namespace Wayleave.Server.Tests.Routing;

public sealed class TargetRewriteTests
{
    [Theory]
    [InlineData("/a/b?c=%2F&d=//", null, null, "http://app:1", "/a/b?c=%2F&d=//")]
    [InlineData("/a%2Fb//c", null, null, "http://app:1/", "/a%2Fb//c")]
    [InlineData("/api/x?y", "/api", null, "http://app:1", "/x?y")]
    [InlineData("/api", "/api", null, "http://app:1", "/")]
    [InlineData("/api?q", "/api", null, "http://app:1", "/?q")]
    [InlineData("/api/", "/api/", null, "http://app:1", "/")]
    [InlineData("/%61PI/x", "/api", null, "http://app:1", "/x")]
    [InlineData("/apix", "/api", null, "http://app:1", "/apix")]
    [InlineData("/other", "/api", null, "http://app:1", "/other")]
    [InlineData("/t/7/ws", "/t/{id}", null, "http://app:1", "/ws")]
    [InlineData("/api//evil.example/", "/api", null, "http://app:1", "/evil.example/")]
    [InlineData("/x", null, "/v1/", "http://app:1", "/v1/x")]
    [InlineData("/api", "/api", "/v1", "http://app:1", "/v1")]
    [InlineData("/api/", "/api", "/v1", "http://app:1", "/v1/")]
    [InlineData("/api/x?y", "/api", "v1", "http://app:1/base/", "/base/v1/x?y")]
    [InlineData("/?x", null, null, "http://app:1/base", "/base/?x")]
    public void Prefixes_go_and_come_and_the_query_stays(string target, string? strip, string? add, string destination, string expected) =>
        TargetRewrite.Apply(target, RouteTableTests.Route("/") with { StripPrefix = strip, AddPrefix = add }, new DestinationSettings(new Uri(destination)))
            .ShouldBe(expected);
}
