using System.Net;
using Wayleave.Server.Echo;

namespace Wayleave.Conformance.Autobahn;

/// <summary>The suite's cases against our echo. There is no exclusion: each case must come out as a strict server's.</summary>
public sealed class AutobahnTests(AutobahnTests.EchoFixture fixture) : IClassFixture<AutobahnTests.EchoFixture>
{
    private static readonly Dictionary<string, AutobahnCase> s_cases = ((IEnumerable<AutobahnCase>)
    [
        .. Framing.Cases(), .. Pings.Cases(), .. Reserved.Cases(), .. Fragmentation.Cases(), .. Texts.Cases(), .. Closing.Cases(), .. Limits.Cases(),
        .. Compression.Cases(),
    ]).ToDictionary(one => one.Id);

    public static IEnumerable<TheoryDataRow<string>> Ids => s_cases.Keys.Select(id => new TheoryDataRow<string>(id));

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_case_comes_out_as_a_strict_server_s(string id)
    {
        var one = s_cases[id];
        using var peer = await RawPeer.OpenAsync(fixture.Server.EndPoint, one.Offer);
        var (verdict, seen) = await one.RunAsync(peer);
        verdict.ShouldBeOneOf([Verdict.Ok, Verdict.Informational], $"{id}, {one.Sends}: expected {one.Expects}; saw {seen}");
    }

    [Theory]
    [InlineData("1", 16)]
    [InlineData("2", 11)]
    [InlineData("3", 7)]
    [InlineData("4", 10)]
    [InlineData("5", 20)]
    [InlineData("6", 145)]
    [InlineData("7", 38)]
    [InlineData("9", 54)]
    [InlineData("10", 1)]
    [InlineData("12", 90)]
    [InlineData("13", 126)]
    public void No_case_of_a_group_is_lost(string group, int count) =>
        s_cases.Keys.Count(id => id.Split('.')[0] == group).ShouldBe(count);

    public sealed class EchoFixture : IAsyncDisposable
    {
        public EchoServer Server { get; } = EchoServer.Start(new EchoOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0) });

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
