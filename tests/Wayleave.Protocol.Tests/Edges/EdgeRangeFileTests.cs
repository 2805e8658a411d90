using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Wayleave.Protocol.Edges;

namespace Wayleave.Protocol.Tests.Edges;

public sealed class EdgeRangeFileTests
{
    [Theory]
    [InlineData("cloudflare", "2023-09-28", 22, true)]
    [InlineData("cloudfront", "2026-10-06", 81, false)]
    [InlineData("alb", null, 5, false)]
    [InlineData("ngrok", null, 2, false)]
    public void Each_edge_has_its_list_with_its_day(string provider, string? asOf, int networks, bool facesClients)
    {
        var list = EdgeRanges.Of(provider).ShouldNotBeNull();
        (list.AsOf?.ToString("yyyy-MM-dd"), list.Networks.Length, list.FacesClients).ShouldBe((asOf, networks, facesClients));
    }

    [Fact]
    public void The_lists_that_come_along_are_these_four() =>
        EdgeRanges.Lists.Select(list => list.Provider).ShouldBe(["cloudflare", "cloudfront", "alb", "ngrok"]);

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("127.0.0.1")]
    [InlineData("15.158.0.1")]
    public void What_only_an_origin_sees_names_no_edge_to_the_doctor(string address) =>
        EdgeRanges.Find(IPAddress.Parse(address)).ShouldBeNull();

    [Fact]
    public void A_file_of_the_same_format_is_read()
    {
        var file = EdgeRanges.Parse(
            """{ "edges": [ { "provider": "mine", "source": "me", "as_of": "2026-01-02", "networks": [ "192.0.2.0/24", "2001:db8::/32" ] } ] }""");

        file.Errors.ShouldBeEmpty();
        var list = file.Lists.ShouldHaveSingleItem();
        (list.Provider, list.AsOf, list.FacesClients).ShouldBe(("mine", new DateOnly(2026, 1, 2), false));
        list.Networks.ShouldBe([IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("2001:db8::/32")]);
    }

    [Theory]
    [InlineData("{", "line 1: this is not JSON")]
    [InlineData("[]", "edges: a list is missing")]
    [InlineData("""{"edges":[3]}""", "edges[0]: this is no object")]
    [InlineData("""{"edges":[{"source":"s","networks":["10.0.0.0/8"]}]}""", "edges[0].provider: it is missing")]
    [InlineData("""{"edges":[{"provider":3,"source":"s","networks":["10.0.0.0/8"]}]}""", "edges[0].provider: this is no text")]
    [InlineData("""{"edges":[{"provider":"a","networks":["10.0.0.0/8"]}]}""", "edges[0].source: it is missing")]
    [InlineData("""{"edges":[{"provider":"a","source":"s","networks":[]}]}""", "edges[0].networks: a list of at least one network is missing")]
    [InlineData("""{"edges":[{"provider":"a","source":"s","networks":["10.0.0.0/33"]}]}""",
        "edges[0].networks[0]: '10.0.0.0/33' is no network such as 10.0.0.0/8")]
    [InlineData("""{"edges":[{"provider":"a","source":"s","as_of":"yesterday","networks":["10.0.0.0/8"]}]}""",
        "edges[0].as_of: 'yesterday' is no date such as 2023-09-28")]
    [InlineData("""{"edges":[{"provider":"a","source":"s","faces":"all","networks":["10.0.0.0/8"]}]}""",
        "edges[0].faces: 'all' is neither 'origins' nor 'clients-and-origins'")]
    [InlineData("""{"edges":[{"provider":"a","source":"s","networks":["10.0.0.0/8"]},{"provider":"a","source":"s","networks":["10.0.0.0/8"]}]}""",
        "edges[1].provider: 'a' stands twice")]
    public void A_mistake_is_told_with_its_place_and_leaves_no_list(string json, string error)
    {
        var file = EdgeRanges.Parse(json);
        file.Errors.ShouldBe([error]);
        file.Lists.ShouldBeEmpty();
    }

    [Fact]
    public void Any_text_is_read_without_an_exception() =>
        Prop.ForAll<string>(text => EdgeRanges.Parse(text ?? "").Lists.IsEmpty).QuickCheckThrowOnFailure();
}
