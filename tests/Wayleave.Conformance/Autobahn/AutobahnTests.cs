using System.Net;
using Wayleave.Server.Configuration;
using Wayleave.Server.Echo;
using Wayleave.Server.Serving;

namespace Wayleave.Conformance.Autobahn;

/// <summary>
/// The suite's cases against our echo, and once more with <c>serve</c> between: a relay that changes, adds or loses a byte shows in one of
/// them. There is no exclusion: each case must come out as a strict server's.
/// </summary>
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
    public Task A_case_comes_out_as_a_strict_server_s(string id) => RunAsync(id, fixture.Server.EndPoint);

    [Theory]
    [MemberData(nameof(Ids))]
    public Task A_case_comes_out_the_same_through_serve(string id) => RunAsync(id, fixture.Relay);

    private static async Task RunAsync(string id, EndPoint server)
    {
        var one = s_cases[id];
        using var peer = await RawPeer.OpenAsync(server, one.Offer);
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

    public sealed class EchoFixture : IAsyncLifetime
    {
        private Gateway? _gateway;

        public EchoServer Server { get; } = EchoServer.Start(new EchoOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0) });

        /// <summary>Where the relay in front of the echo listens.</summary>
        public EndPoint Relay => IPEndPoint.Parse(new Uri(_gateway!.Urls[0]).Authority);

        public async ValueTask InitializeAsync()
        {
            var settings = new ServeSettings
            {
                Listen = [new ListenSettings(Tls: false, new IPEndPoint(IPAddress.Loopback, 0))],
                Admin = null,
                Routes = [new RouteSettings { Name = "/", Path = "/", Destinations = [new DestinationSettings(new Uri(Server.Url))] }],
            };
            _gateway = await Gateway.StartAsync(settings, new GatewayOptions { Log = TextWriter.Null });
        }

        public async ValueTask DisposeAsync()
        {
            await _gateway!.DisposeAsync();
            await Server.DisposeAsync();
        }
    }
}
