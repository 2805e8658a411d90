using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Wayleave.Server.Configuration;
using Wayleave.Server.Routing;

namespace Wayleave.Server.Tests.Routing;

public sealed class RouteTableTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/x", "/")]
    [InlineData("/api", "/api")]
    [InlineData("/api/", "/api")]
    [InlineData("/api/x/y", "/api")]
    [InlineData("/apix", "/")]
    [InlineData("/api?x=/other", "/api")]
    [InlineData("/API/x", "/api")]
    [InlineData("/%61pi/x", "/api")]
    public void A_prefix_holds_whole_segments(string path, string route) => Found([Route("/"), Route("/api")], path).ShouldBe(route);

    [Theory]
    [InlineData("/ws", "/ws")]
    [InlineData("/ws?a", "/ws")]
    [InlineData("/ws/", null)]
    [InlineData("/ws/x", null)]
    public void An_exact_path_matches_to_its_end(string path, string? route) => Found([Route("/ws") with { Exact = true }], path).ShouldBe(route);

    [Fact]
    public void A_parameter_takes_one_segment_that_is_not_empty()
    {
        var table = new RouteTable([Route("/rooms/{room}/ws/{id}")]);

        table.Find("", "/rooms/caf%C3%A9/ws/a%20b/more", out var match).ShouldBe(RouteOutcome.Found);
        match!.Parameters.ShouldBe(new Dictionary<string, string> { ["room"] = "café", ["id"] = "a b" }, ignoreOrder: true);
        table.Find("", "/rooms/1/ws/", out _).ShouldBe(RouteOutcome.NotFound);
        table.Find("", "/rooms/1/ws", out _).ShouldBe(RouteOutcome.NotFound);
    }

    [Theory]
    [InlineData("/a/x", "literal first")]
    [InlineData("/b/c", "second literal")]
    [InlineData("/b/x", "parameters")]
    [InlineData("/a/x/y", "longest")]
    [InlineData("/a", "exact")]
    [InlineData("/z", "urgent")]
    public void The_order_is_priority_exact_longest_literal_file(string path, string route) =>
        Found(
            [
                Route("/a", "short"), Route("/{p}/{q}", "parameters"), Route("/{p}/c", "second literal"), Route("/a/{q}", "literal first"),
                Route("/a/{q}", "comes too late"), Route("/a/{q}/{r}", "longest"), Route("/a", "exact") with { Exact = true },
                Route("/z", "exact but not urgent") with { Exact = true }, Route("/z", "urgent") with { Priority = 1 },
            ], path).ShouldBe(route);

    [Theory]
    [InlineData("app.example.com", "named")]
    [InlineData("APP.example.com.:8443", "named")]
    [InlineData("b.a.example.com", "long wildcard")]
    [InlineData("x.example.com", "wildcard")]
    [InlineData("example.com", "any")]
    [InlineData("notexample.com", "any")]
    [InlineData("", "any")]
    [InlineData("not a host", "any")]
    [InlineData("[::1]:80", "v6")]
    public void Named_hosts_go_before_wildcards_and_these_before_none(string host, string route)
    {
        var table = new RouteTable(
            [
                Route("/long/path", "any"), Route("/", "any"), Route("/", "wildcard", "*.example.com"), Route("/", "long wildcard", "*.a.example.com"),
                Route("/", "named", "other.example", "App.Example.com"), Route("/", "v6", "[0:0::1]"),
            ]);
        table.Find(host, "/long/path", out var match).ShouldBe(RouteOutcome.Found);
        match!.Route.Name.ShouldBe(route);
    }

    [Theory]
    [InlineData("//admin/ws")]
    [InlineData("/admin%2Fws")]
    [InlineData("/%2fadmin/ws")]
    [InlineData("/admin;x=1/ws")]
    [InlineData("/;x/admin/ws")]
    [InlineData("/admin%3Bx/ws")]
    [InlineData("/admin%5Cws")]
    [InlineData("/%2561dmin/ws")]
    [InlineData("/%252fadmin")]
    public void A_path_that_an_app_may_read_as_that_of_another_route_is_refused(string path)
    {
        new RouteTable([Route("/"), Route("/admin")]).Find("", path, out var match).ShouldBe(RouteOutcome.Ambiguous);
        match.ShouldBeNull();
    }

    [Theory]
    [InlineData("/api/queues/%2F/jobs", "/api")]
    [InlineData("/api//x", "/api")]
    [InlineData("/proxy/http://x/", "/")]
    [InlineData("/a;v=1/b", "/")]
    [InlineData("/100%25", "/")]
    [InlineData("//x", "/")]
    public void A_path_that_leads_to_one_route_however_it_is_read_passes(string path, string route) =>
        Found([Route("/"), Route("/api")], path).ShouldBe(route);

    [Fact]
    public void Two_readings_of_an_exact_parameter_are_two_routes() =>
        // A non-decoding app sees one segment, a decoding one two: the route for one must not be reached as the other.
        new RouteTable([Route("/files"), Route("/files/{name}") with { Exact = true }]).Find("", "/files/a%2Fb", out _).ShouldBe(RouteOutcome.Ambiguous);

    [Fact]
    public void No_reading_of_a_path_that_passes_leads_to_another_route()
    {
        var table = new RouteTable([Route("/"), Route("/admin"), Route("/admin/{x}/y", "deep") with { Exact = true }]);
        var pieces = Gen.Elements("/", "//", "admin", "ADMIN", "x", "y", "%2F", "%252f", ";", ";a", "%3b", "%61dmin", "%5c", "%25", "%");
        Prop.ForAll(Arb.From(Gen.ListOf(pieces)), list =>
        {
            var path = "/" + string.Concat(list);
            if (table.Find("", path, out var match) != RouteOutcome.Found)
                return;
            // The app's own reading, written plainly, takes the same route.
            var decoded = "/" + string.Join('/', PathSegments.Read(path, PathReading.EncodedSlashes | PathReading.MergedSlashes | PathReading.WithoutParameters)
                .Select(Uri.EscapeDataString));
            table.Find("", decoded.Replace("%25", "x", StringComparison.Ordinal), out var plain);
            plain?.Index.ShouldBe(match!.Index);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Nothing_is_found_where_nothing_matches()
    {
        new RouteTable([]).Find("", "/", out var match).ShouldBe(RouteOutcome.NotFound);
        match.ShouldBeNull();
        new RouteTable([Route("/")]).Find("", "*", out _).ShouldBe(RouteOutcome.NotFound);
    }

    [Theory]
    [InlineData("api", "'api' does not begin with /")]
    [InlineData("/a?b", "'/a?b' holds a ?, #, \\ or ;, which no path segment has")]
    [InlineData("/{a}/{a}", "{a} stands twice in '/{a}/{a}'")]
    [InlineData("/x{a}", "'x{a}' is no parameter: a whole segment such as {name}, of letters, digits and _")]
    [InlineData("/{}", "'{}' is no parameter: a whole segment such as {name}, of letters, digits and _")]
    [InlineData("/a//b", "there is an empty segment (//)")]
    [InlineData("/a/../b", "'..' is no segment that a path may have")]
    [InlineData("/a%2Fb", "'a%2Fb' holds an encoded slash")]
    public void A_pattern_that_can_match_nothing_is_refused(string text, string error)
    {
        PathPattern.TryParse(text, exact: false, out _, out var found).ShouldBeFalse();
        found.ShouldBe(error);
    }

    internal static RouteSettings Route(string path, string? name = null, params string[] hosts) => new()
    {
        Name = name ?? path, Path = path, Hosts = [.. hosts], Destinations = [new DestinationSettings(new Uri("http://127.0.0.1:1"))],
    };

    private static string? Found(ImmutableArray<RouteSettings> routes, string path)
    {
        new RouteTable(routes).Find("any.example", path, out var match).ShouldNotBe(RouteOutcome.Ambiguous);
        return match?.Route.Name;
    }
}
