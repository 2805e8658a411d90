using Wayleave.Protocol.Jwt;
using Wayleave.Server.Configuration;
using Wayleave.Server.Tests.Events;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Tickets;

/// <summary>Sessions that go on by a new ticket or token. The rig's clock stands at 2026-01-01.</summary>
public sealed class RenewalTests
{
    private const long Now = 1_767_225_600;

    [Fact]
    public async Task A_new_ticket_moves_the_sessions_end()
    {
        await using var rig = await TicketRig.StartAsync();
        using var client = await OpenAsync(rig);
        rig.Time.Advance(TimeSpan.FromSeconds(10));
        await AuthAsync(client, await rig.MintAsync("""{"sub":"7","expires_in":15}"""));
        (await client.NextAsync()).ShouldBe("""{"type":"auth","expires_in":15}""");
        rig.Time.Advance(TimeSpan.FromSeconds(10));
        await client.SendAsync("ping");
        (await client.NextAsync()).ShouldBe("""{"type":"pong"}""");
        rig.Time.Advance(TimeSpan.FromSeconds(5));
        (await client.NextAsync()).ShouldBe("close 4201 token_expired");
    }

    [Fact]
    public async Task A_token_does_it_too()
    {
        await using var rig = await TicketRig.StartAsync(_ => new TicketSettings { Jwt = new JwtSettings { Algorithm = JwtAlgorithm.HS256, Secret = Signed.Secret } });
        using var client = await OpenAsync(rig);
        await AuthAsync(client, Signed.Token($$"""{"sub":"7","exp":{{Now + 3600}}}"""));
        (await client.NextAsync()).ShouldBe("""{"type":"auth","expires_in":3600}""");
    }

    [Fact]
    public async Task A_ticket_without_an_end_takes_the_end_away()
    {
        await using var rig = await TicketRig.StartAsync();
        using var client = await OpenAsync(rig);
        await AuthAsync(client, await rig.MintAsync());
        (await client.NextAsync()).ShouldBe("""{"type":"auth"}""");
        rig.Time.Advance(TimeSpan.FromSeconds(20));
        await client.SendAsync("ping");
        (await client.NextAsync()).ShouldBe("""{"type":"pong"}""");
    }

    [Theory]
    [InlineData("another subject's")]
    [InlineData("used")]
    [InlineData("none")]
    public async Task Anything_else_is_refused_and_the_end_stays(string what)
    {
        await using var rig = await TicketRig.StartAsync();
        using var client = await OpenAsync(rig);
        var ticket = what == "none" ? "abc" : await rig.MintAsync(what == "used" ? """{"sub":"7"}""" : """{"sub":"8"}""");
        if (what == "used")
            (await rig.OpenAsync($"/ws/7?ticket={ticket}")).Dispose();
        await AuthAsync(client, ticket);
        (await client.NextAsync()).ShouldBe("""{"type":"error","code":"bad_ticket","retry":false}""");
        rig.Time.Advance(TimeSpan.FromSeconds(20));
        (await client.NextAsync()).ShouldBe("close 4201 token_expired");
    }

    [Fact]
    public async Task It_opens_no_more_channels_than_the_first_ticket_did()
    {
        await using var rig = await TicketRig.StartAsync();
        using var client = await OpenAsync(rig);
        await AuthAsync(client, await rig.MintAsync("""{"sub":"7","channels":["news"]}"""));
        await client.NextAsync();
        await client.SendAsync("""{"type":"subscribe","ch":"news"}""");
        (await client.JsonAsync()).GetProperty("code").GetString().ShouldBe("forbidden");
    }

    private static async Task<EventClient> OpenAsync(TicketRig rig)
    {
        var client = await rig.OpenAsync($"/ws/7?v=1&ticket={await rig.MintAsync("""{"sub":"7","expires_in":20}""")}");
        await client.JsonAsync();
        await client.JsonAsync();
        return client;
    }

    private static Task AuthAsync(EventClient client, string token) => client.SendAsync($$"""{"type":"auth","token":"{{token}}"}""");
}
