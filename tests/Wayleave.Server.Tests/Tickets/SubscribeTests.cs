using Wayleave.Server.Tests.Events;
using Wayleave.Server.Events.Presence;

namespace Wayleave.Server.Tests.Tickets;

/// <summary>Channels that a client asks for on an open socket.</summary>
public sealed class SubscribeTests
{
    private const string Live = """{"type":"subscribe","ch":"CH"}""";

    [Fact]
    public async Task A_socket_may_begin_without_channels_and_ask_for_those_of_its_ticket()
    {
        await using var rig = await TicketRig.StartAsync();
        var first = await rig.PublishAsync("chat:5", "1");
        var second = await rig.PublishAsync("chat:5", "2");
        using var client = await OpenAsync(rig, """{"sub":"7","channels":["chat:*","user:7:events"]}""");
        await client.SendAsync($$"""{"type":"subscribe","ch":"chat:5","since":"{{first}}"}""");
        (await client.NextAsync()).ShouldBe($$"""{"type":"subscribed","ch":"chat:5","at":"{{second}}","resume":"ok","missed":1}""");
        (await client.NextAsync()).ShouldBe($$"""{"type":"event","ch":"chat:5","id":"{{second}}","data":2}""");
        (await client.NextAsync()).ShouldBe($$"""{"type":"caught_up","ch":"chat:5","at":"{{second}}"}""");
        await client.SendAsync(Live.Replace("CH", "user:7:events"));
        (await client.JsonAsync()).GetProperty("resume").GetString().ShouldBe("new");
        var third = await rig.PublishAsync("user:7:events", "3");
        (await client.NextAsync()).ShouldBe($$"""{"type":"event","ch":"user:7:events","id":"{{third}}","data":3}""");
    }

    [Theory]
    [InlineData("user:8:events")]
    [InlineData("news")]
    [InlineData("chat")]
    public async Task Any_other_channel_is_forbidden_and_the_socket_goes_on(string channel)
    {
        await using var rig = await TicketRig.StartAsync();
        using var client = await OpenAsync(rig, """{"sub":"7","channels":["chat:*"]}""");
        await client.SendAsync(Live.Replace("CH", channel));
        (await client.NextAsync()).ShouldBe($$"""{"type":"error","code":"forbidden","ch":"{{channel}}","retry":false}""");
        await client.SendAsync("ping");
        (await client.NextAsync()).ShouldBe("""{"type":"pong"}""");
    }

    [Fact]
    public async Task A_ticket_that_names_no_channels_is_for_those_that_routes_give_to_its_subject()
    {
        await using var rig = await TicketRig.StartAsync();
        using var client = await OpenAsync(rig, """{"sub":"7"}""", "?ch=user:7:events");
        (await client.JsonAsync()).GetProperty("ch").GetString().ShouldBe("user:7:events");
        await client.SendAsync(Live.Replace("CH", "user:8:events"));
        (await client.JsonAsync()).GetProperty("code").GetString().ShouldBe("forbidden");
        // Anybody may name any id on that route: it is given to nobody.
        await client.SendAsync(Live.Replace("CH", "chat:5"));
        (await client.JsonAsync()).GetProperty("code").GetString().ShouldBe("forbidden");
    }

    [Fact]
    public async Task What_is_followed_no_more_comes_no_more_and_may_be_asked_for_again()
    {
        await using var rig = await TicketRig.StartAsync();
        using var client = await OpenAsync(rig, """{"sub":"7"}""", "?ch=user:7:events");
        await client.JsonAsync();
        await client.SendAsync("""{"type":"unsubscribe","ch":"user:7:events"}""");
        await client.SendAsync("ping");
        await client.NextAsync();
        // A pong may come before what was asked for earlier is done; an error comes behind it.
        await client.SendAsync(Live.Replace("CH", "x"));
        await client.NextAsync();
        var missed = await rig.PublishAsync("user:7:events", "1");
        await client.SendAsync("""{"type":"subscribe","ch":"user:7:events","since":"0"}""");
        (await client.JsonAsync()).GetProperty("missed").GetInt32().ShouldBe(1);
        (await client.JsonAsync()).GetProperty("id").GetString().ShouldBe(missed);
        (await client.JsonAsync()).GetProperty("type").GetString().ShouldBe("caught_up");
        // Asked for once more, it begins from where the client says, and comes once.
        await client.SendAsync("""{"type":"subscribe","ch":"user:7:events","since":"0"}""");
        (await client.JsonAsync()).GetProperty("missed").GetInt32().ShouldBe(1);
        (await client.JsonAsync()).GetProperty("id").GetString().ShouldBe(missed);
        (await client.JsonAsync()).GetProperty("type").GetString().ShouldBe("caught_up");
        var next = await rig.PublishAsync("user:7:events", "2");
        (await client.JsonAsync()).GetProperty("id").GetString().ShouldBe(next);
        await client.SendAsync("ping");
        (await client.NextAsync()).ShouldBe("""{"type":"pong"}""");
    }

    [Fact]
    public async Task A_connection_follows_a_hundred_channels_and_no_more()
    {
        await using var rig = await TicketRig.StartAsync();
        using var client = await OpenAsync(rig, """{"sub":"7","channels":["chat:*"]}""");
        for (var i = 0; i <= 100; i++)
            await client.SendAsync(Live.Replace("CH", $"chat:{i}"));
        for (var i = 0; i < 100; i++)
            (await client.JsonAsync()).GetProperty("ch").GetString().ShouldBe($"chat:{i}");
        (await client.NextAsync()).ShouldBe("""{"type":"error","code":"too_many","ch":"chat:100","retry":false}""");
    }

    [Fact]
    public async Task On_an_open_route_its_own_channels_may_be_asked_for_again_and_no_others()
    {
        await using var rig = await TicketRig.StartAsync();
        using var client = await rig.OpenAsync("/open?v=1");
        await client.JsonAsync();
        await client.JsonAsync();
        await client.SendAsync(Live.Replace("CH", "news"));
        (await client.JsonAsync()).GetProperty("type").GetString().ShouldBe("subscribed");
        await client.SendAsync(Live.Replace("CH", "other"));
        (await client.JsonAsync()).GetProperty("code").GetString().ShouldBe("forbidden");
        await client.SendAsync("""{"type":"presence","ch":"other"}""");
        (await client.JsonAsync()).GetProperty("code").GetString().ShouldBe("not_subscribed");
    }

    [Fact]
    public async Task Whoever_asks_hears_who_is_there_and_then_who_comes_and_who_leaves()
    {
        await using var rig = await TicketRig.StartAsync();
        using var asks = await rig.OpenAsync($"/chat/1?v=1&ticket={await rig.MintAsync("""{"sub":"7","channels":["chat:*"]}""")}");
        await asks.JsonAsync();
        await asks.JsonAsync();
        await asks.SendAsync("""{"type":"presence","ch":"chat:1"}""");
        (await asks.NextAsync()).ShouldBe("""{"type":"presence","ch":"chat:1","snapshot":true,"join":[{"id":"7"}],"leave":[]}""");

        using (var comes = await rig.OpenAsync($"/chat/1?v=1&ticket={await rig.MintAsync("""{"sub":"8","channels":["chat:*"]}""")}"))
        {
            (await asks.NextAsync()).ShouldBe("""{"type":"presence","ch":"chat:1","join":[{"id":"8"}],"leave":[]}""");
            await comes.CloseAsync();
        }

        // The socket's end may still be on its way: its grace begins then.
        while (rig.Gateway.OpenSockets > 1)
            await Task.Yield();
        rig.Time.Advance(Presences.Grace);
        (await asks.NextAsync()).ShouldBe("""{"type":"presence","ch":"chat:1","join":[],"leave":[{"id":"8"}]}""");
    }

    private static async Task<EventClient> OpenAsync(TicketRig rig, string grant, string query = "?")
    {
        var client = await rig.OpenAsync($"/.wayleave/events{query}&ticket={await rig.MintAsync(grant)}");
        (await client.JsonAsync()).GetProperty("type").GetString().ShouldBe("hello");
        return client;
    }
}
