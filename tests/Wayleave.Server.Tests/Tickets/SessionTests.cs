using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Tickets;

public sealed class SessionTests
{
    [Fact]
    public async Task A_socket_ends_with_4201_when_its_session_does()
    {
        await using var rig = await TicketRig.StartAsync();
        var ticket = await rig.MintAsync("""{"sub":"7","expires_in":60}""");
        rig.Time.Advance(TimeSpan.FromSeconds(10));
        using var client = await rig.OpenAsync($"/ws/7?v=1&ticket={ticket}");
        (await client.JsonAsync()).GetProperty("token_expires_in").GetInt32().ShouldBe(50);
        await client.JsonAsync();
        using var old = await rig.OpenAsync($"/ws/7?ticket={await rig.MintAsync("""{"sub":"7","expires_in":50}""")}");
        await old.SendAsync("ping");
        await old.NextAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(49));
        (await client.JsonAsync()).GetProperty("type").GetString().ShouldBe("heartbeat");
        (await old.NextAsync()).ShouldBe("""{"type":"heartbeat"}""");
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        (await client.NextAsync()).ShouldBe("close 4201 token_expired");
        (await old.NextAsync()).ShouldBe("close 4201 token_expired");
    }

    [Fact]
    public async Task A_socket_whose_ticket_names_no_end_has_none()
    {
        await using var rig = await TicketRig.StartAsync();
        using var client = await rig.OpenAsync($"/ws/7?v=1&ticket={await rig.MintAsync()}");
        (await client.JsonAsync()).TryGetProperty("token_expires_in", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_ticket_whose_session_is_over_opens_nothing()
    {
        await using var rig = await TicketRig.StartAsync();
        var ticket = await rig.MintAsync("""{"sub":"7","expires_in":10}""");
        rig.Time.Advance(TimeSpan.FromSeconds(10));
        (await rig.RefusedAsync($"/ws/7?ticket={ticket}")).Why.ShouldStartWith("ticket expired;");
    }

    [Fact]
    public async Task A_socket_to_an_app_ends_with_4201_too()
    {
        await using var rig = await TicketRig.StartAsync();
        var ticket = await rig.MintAsync("""{"sub":"7","expires_in":20}""");
        using var client = await RawClient.ConnectAsync(rig.Gateway.Urls[0]);
        await client.SendAsync(AbuseRow.Handshake.Replace("/ws", $"/app?ticket={ticket}", StringComparison.Ordinal) + "\r\n");
        (await client.AnswerAsync())!.Value.Head.StatusCode.ShouldBe(101);
        // The client has its 101 before the socket counts as open, and before anybody looks at its session.
        while (rig.Gateway.OpenSockets == 0)
            await Task.Yield();
        // Before any ping.
        rig.Time.Advance(TimeSpan.FromSeconds(20));
        // 4201 is 0x1069.
        (await client.ReadAsync(17)).ShouldBe("\u0088\u000f\u0010itoken_expired");
        client.Dispose();
        (await rig.Log.NextAsync("socket-closed")).GetProperty("by").GetString().ShouldBe("lifetime-limit");
    }

    [Fact]
    public async Task A_socket_to_an_app_that_answers_when_the_session_is_over_is_closed_with_4201()
    {
        TicketRig? clock = null;
        await using var rig = clock = await TicketRig.StartAsync(script: request =>
        {
            clock!.Time.Advance(TimeSpan.FromSeconds(5));
            return RecordingApp.Polite(request);
        });
        using var client = await RawClient.ConnectAsync(rig.Gateway.Urls[0]);
        await client.SendAsync(AbuseRow.Handshake.Replace("/ws", $"/app?ticket={await rig.MintAsync("""{"sub":"7","expires_in":5}""")}", StringComparison.Ordinal) + "\r\n");
        (await client.AnswerAsync())!.Value.Head.StatusCode.ShouldBe(101);
        (await client.ReadAsync(17)).ShouldBe("\u0088\u000f\u0010itoken_expired");
    }
}
