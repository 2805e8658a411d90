using System.Net;
using System.Text.Json;
using Wayleave.Server.Tests.Events;
using Wayleave.Server.Tests.Serving;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Tickets;

/// <summary>Any channels at one path: as server-sent events, by polls, and where they are.</summary>
public sealed class OwnEndpointTests
{
    private const string Both = """{"sub":"7","channels":["a","b:*"]}""";

    [Fact]
    public async Task A_stream_of_several_channels_comes_back_by_its_last_id()
    {
        await using var rig = await TicketRig.StartAsync();
        var url = $"{rig.Gateway.Urls[0]}/.wayleave/events?ch=a&ch=b:1&ticket={await rig.MintAsync(Both)}";
        string id;
        using (var stream = await EventStreamReader.OpenAsync(rig.Public, url))
        {
            (await stream.BlockAsync()).ShouldContain("event: hello");
            (await stream.BlockAsync()).ShouldContain("\"ch\":\"a\"");
            (await stream.BlockAsync()).ShouldContain("\"ch\":\"b:1\"");
            id = (await stream.BlockAsync())["id: ".Length..];
        }

        await rig.PublishAsync("b:1", "1");
        using var again = await EventStreamReader.OpenAsync(rig.Public, url, id);
        for (var i = 0; i < 4; i++)
            await again.BlockAsync();
        (await again.BlockAsync()).ShouldContain("caught_up");
        (await again.BlockAsync()).ShouldMatch("^id: [^|]+[|]event: event[|]data: .*\"data\":1}$");
    }

    [Fact]
    public async Task Polls_of_several_channels_go_on_by_next()
    {
        await using var rig = await TicketRig.StartAsync();
        var path = $"/.wayleave/poll?ch=a&ch=b:1&wait=0&ticket={await rig.MintAsync(Both)}";
        var next = (await AskAsync(rig, path)).GetProperty("next").GetString();
        await rig.PublishAsync("a", "1");
        await rig.PublishAsync("b:1", "2");
        var events = (await AskAsync(rig, $"{path}&since={next}")).GetProperty("events");
        events.EnumerateArray().Select(each => each.GetProperty("type").GetString()).ShouldBe(["event", "event"]);
        using var stranger = await rig.Public.GetAsync(path);
        stranger.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Heads_are_told_with_a_word_to_follow_from()
    {
        await using var rig = await TicketRig.StartAsync();
        var at = await rig.PublishAsync("a", "1");
        var ticket = await rig.MintAsync(Both);
        var heads = await AskAsync(rig, $"/.wayleave/head?ch=a&ch=b:1&ticket={ticket}");
        heads.GetProperty("at").GetProperty("a").GetString().ShouldBe(at);
        heads.GetProperty("at").GetProperty("b:1").GetString().ShouldEndWith(":0:0");
        await rig.PublishAsync("b:1", "2");
        // The state is loaded meanwhile; the same ticket follows from before it was.
        var events = (await AskAsync(rig, $"/.wayleave/poll?ch=a&ch=b:1&wait=0&ticket={ticket}&since={heads.GetProperty("next").GetString()}")).GetProperty("events");
        events.EnumerateArray().Single().GetProperty("ch").GetString().ShouldBe("b:1");
    }

    [Theory]
    [InlineData("/.wayleave/poll?ch=a", 401)]
    [InlineData("/.wayleave/head?ch=a", 401)]
    [InlineData("/.wayleave/poll?ch=c&ticket=T", 403)]
    [InlineData("/.wayleave/poll?ch=a&ch=c&ticket=T", 403)]
    [InlineData("/.wayleave/poll?ticket=T", 400)]
    [InlineData("/.wayleave/poll?ch=a%20b&ticket=T", 400)]
    [InlineData("/.wayleave/events?ch=a&ticket=T", 426)]
    [InlineData("/.wayleave/nothing", 200)]
    public async Task Without_a_ticket_for_all_of_it_there_is_nothing(string path, int status)
    {
        await using var rig = await TicketRig.StartAsync();
        using var answer = await rig.Public.GetAsync(path.Replace("=T", $"={await rig.MintAsync(Both)}"));
        ((int)answer.StatusCode).ShouldBe(status);
    }

    [Theory]
    [InlineData("/.wayleave/poll")]
    [InlineData("/.wayleave/head")]
    [InlineData("/.wayleave/ticket")]
    public async Task No_socket_is_opened_elsewhere(string path)
    {
        await using var rig = await TicketRig.StartAsync();
        (await Served.StatusAsync(rig.Gateway.Urls[0], AbuseRow.Handshake.Replace("/ws", path, StringComparison.Ordinal) + "\r\n")).ShouldBe(404);
    }

    [Fact]
    public async Task A_socket_without_a_ticket_is_closed()
    {
        await using var rig = await TicketRig.StartAsync();
        (await rig.RefusedAsync("/.wayleave/events?ch=a")).ShouldBe(("close 4001 bad_ticket", "ticket missing; the socket is closed with 4001"));
    }

    private static async Task<JsonElement> AskAsync(TicketRig rig, string path) => JsonDocument.Parse(await rig.Public.GetStringAsync(path)).RootElement;
}
