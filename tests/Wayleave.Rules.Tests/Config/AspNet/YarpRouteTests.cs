using Wayleave.Rules.Config.AspNet;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Tests.Config.AspNet;

public sealed class YarpRouteTests
{
    [Theory]
    [InlineData("/ws/{**rest}", "/ws", true)]
    [InlineData("/ws/{**rest}", "/ws/a/b", true)]
    [InlineData("/WS/{*rest}", "/ws/a", true)]
    [InlineData("{**all}", "/", true)]
    [InlineData("/ws/{id}", "/ws/1", true)]
    [InlineData("/ws/{id?}", "/ws", true)]
    [InlineData("/ws/{id}", "/ws", false)]
    [InlineData("/ws/{id}", "/ws/1/2", false)]
    [InlineData("/ws", "/ws/1", false)]
    [InlineData("/api/{**rest}", "/ws", false)]
    public void A_route_takes_the_paths_of_its_pattern(string pattern, string path, bool takes) => Route($"\"Path\": \"{pattern}\"").Takes(path, null).ShouldBe(takes);

    [Theory]
    [InlineData("\"Hosts\": [ \"a.example.org\" ]", "a.example.org", true)]
    [InlineData("\"Hosts\": [ \"*.example.org:8080\" ]", "a.example.org", true)]
    [InlineData("\"Hosts\": [ \"b.example.org\" ]", "a.example.org", false)]
    [InlineData("\"Hosts\": [ \"b.example.org\" ]", null, true)]
    [InlineData("\"Methods\": [ \"POST\" ]", "a.example.org", false)]
    [InlineData("\"Methods\": [ \"get\" ]", "a.example.org", true)]
    public void A_route_takes_the_hosts_and_methods_that_it_names(string match, string? host, bool takes) => Route(match).Takes("/ws", host).ShouldBe(takes);

    private static YarpRoute Route(string match) =>
        YarpRoute.Of(JsonReader.Read(new SourceText("appsettings.json", $$"""{ "reverseproxy": { "routes": { "r": { "match": { {{match}} } } } } }""")).Roots[0]).ShouldHaveSingleItem();
}
