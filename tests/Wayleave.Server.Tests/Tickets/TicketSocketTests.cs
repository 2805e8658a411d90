using Wayleave.Protocol.Http;
using Wayleave.Server.Tests.Serving;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Tickets;

public sealed class TicketSocketTests
{
    private const string Nobody = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    [Fact]
    public async Task A_ticket_opens_one_socket_and_no_second()
    {
        await using var rig = await TicketRig.StartAsync();
        var ticket = await rig.MintAsync();
        using var client = await rig.OpenAsync($"/ws/7?ticket={ticket}");
        await client.SendAsync("ping");
        (await client.NextAsync()).ShouldBe("""{"type":"pong"}""");
        (await rig.RefusedAsync($"/ws/7?ticket={ticket}")).ShouldBe(("close 4001 bad_ticket", "ticket reused; the socket is closed with 4001"));
    }

    [Fact]
    public async Task Of_many_who_come_with_one_ticket_at_once_one_gets_in()
    {
        await using var rig = await TicketRig.StartAsync();
        var ticket = await rig.MintAsync();
        var tries = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            using var client = await rig.OpenAsync($"/ws/7?controls=1&ticket={ticket}");
            return await client.NextAsync();
        }));
        tries.Count(said => said.Contains("subscribed", StringComparison.Ordinal)).ShouldBe(1);
        tries.Count(said => said == "close 4001 bad_ticket").ShouldBe(9);
    }

    [Fact]
    public async Task A_ticket_that_is_not_used_in_its_time_has_expired()
    {
        await using var rig = await TicketRig.StartAsync();
        var (late, inTime) = (await rig.MintAsync(), await rig.MintAsync());
        rig.Time.Advance(TimeSpan.FromSeconds(59));
        using var client = await rig.OpenAsync($"/ws/7?controls=1&ticket={inTime}");
        (await client.NextAsync()).ShouldContain("subscribed");
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        (await rig.RefusedAsync($"/ws/7?ticket={late}")).ShouldBe(("close 4001 bad_ticket", "ticket expired; the socket is closed with 4001"));
    }

    [Theory]
    [InlineData("/ws/7", "close 4001 bad_ticket", "missing")]
    [InlineData("/ws/7?ticket=", "close 4001 bad_ticket", "malformed")]
    [InlineData("/ws/7?ticket=abc", "close 4001 bad_ticket", "malformed")]
    [InlineData("/ws/7?ticket=" + Nobody, "close 4001 bad_ticket", "unknown")]
    [InlineData("/ws/8?ticket=T", "close 4003 forbidden", "wrong_subject")]
    [InlineData("/ws/7?ticket=OTHER", "close 4003 forbidden", "wrong_channel")]
    [InlineData("/ws/7?id=c2&ticket=NAMED", "close 4003 forbidden", "wrong_connection")]
    [InlineData("/app?ticket=" + Nobody, "close 4001 bad_ticket", "unknown")]
    public async Task A_ticket_that_lets_nobody_in_is_told_by_a_code_and_its_reason_logged(string path, string close, string reason)
    {
        await using var rig = await TicketRig.StartAsync();
        path = path.Replace("=T", $"={await rig.MintAsync()}").Replace("NAMED", await rig.MintAsync("""{"sub":"7","id":"c1"}""")).Replace("OTHER", await rig.MintAsync("""{"sub":"7","channels":["chat:*"]}"""));
        var (said, why) = await rig.RefusedAsync(path);
        said.ShouldBe(close);
        why.ShouldStartWith($"ticket {reason};");
        rig.App.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", 401)]
    [InlineData("?ticket=" + Nobody, 401)]
    [InlineData("?ticket=T", 403)]
    public async Task A_route_may_refuse_by_a_status_instead(string query, int status)
    {
        await using var rig = await TicketRig.StartAsync();
        query = query.Replace("=T", $"={await rig.MintAsync("""{"sub":"8"}""")}");
        (await Served.StatusAsync(rig.Gateway.Urls[0], AbuseRow.Handshake.Replace("/ws", "/strict/7" + query, StringComparison.Ordinal) + "\r\n")).ShouldBe(status);
    }

    [Fact]
    public async Task Where_the_subject_does_not_matter_any_ticket_opens_the_routes_channels()
    {
        await using var rig = await TicketRig.StartAsync();
        using var client = await rig.OpenAsync($"/chat/5?controls=1&ticket={await rig.MintAsync()}");
        (await client.NextAsync()).ShouldContain("chat:5");
        using var named = await rig.OpenAsync($"/chat/5?controls=1&ticket={await rig.MintAsync("""{"sub":"7","channels":["chat:*"]}""")}");
        (await named.NextAsync()).ShouldContain("chat:5");
    }

    [Fact]
    public async Task A_subprotocol_may_be_the_ticket_and_another_one_is_agreed_on()
    {
        await using var rig = await TicketRig.StartAsync();
        var ticket = await rig.MintAsync();
        using var v1 = await rig.OpenAsync("/ws/7", options =>
        {
            options.AddSubProtocol($"wayleave.ticket.{ticket}");
            options.AddSubProtocol("wayleave.v1");
        });
        v1.Subprotocol.ShouldBe("wayleave.v1");
        (await v1.NextAsync()).ShouldContain("hello");
        ticket = await rig.MintAsync();
        using var own = await rig.OpenAsync("/ws/7", options =>
        {
            options.AddSubProtocol($"wayleave.ticket.{ticket}");
            options.AddSubProtocol("chat");
        });
        own.Subprotocol.ShouldBe("chat");
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Ticket")]
    public async Task A_program_may_show_its_ticket_as_Authorization(string scheme)
    {
        await using var rig = await TicketRig.StartAsync();
        var ticket = await rig.MintAsync();
        using var client = await rig.OpenAsync("/ws/7?controls=1", options => options.SetRequestHeader("Authorization", $"{scheme} {ticket}"));
        (await client.NextAsync()).ShouldContain("subscribed");
    }

    [Theory]
    [InlineData("/app/x?a=1&ticket=T&b=%20", "GET /app/x?a=1&b=%20 ", "Authorization: Basic eA==")]
    [InlineData("/app/x", "GET /app/x ", "Sec-WebSocket-Protocol: chat, wayleave.ticket.T")]
    [InlineData("/app/x", "GET /app/x ", "Authorization: Bearer T")]
    public async Task No_ticket_reaches_an_app(string path, string atApp, string line)
    {
        await using var rig = await TicketRig.StartAsync();
        var ticket = await rig.MintAsync();
        using var client = await RawClient.ConnectAsync(rig.Gateway.Urls[0]);
        await client.SendAsync((AbuseRow.Handshake.Replace("/ws", path, StringComparison.Ordinal) + line + "\r\n\r\n").Replace("=T", $"={ticket}").Replace(".T\r", $".{ticket}\r").Replace(" T\r", $" {ticket}\r"));
        (await client.AnswerAsync())!.Value.Head.StatusCode.ShouldBe(101);
        var seen = rig.App.Seen.ShouldHaveSingleItem();
        seen.ShouldStartWith(atApp);
        seen.ShouldNotContain(ticket);
        seen.ShouldNotContain("wayleave.ticket");
        // What is not the ticket is the app's.
        seen.Contains("Basic eA==").ShouldBe(line.Contains("Basic", StringComparison.Ordinal));
        seen.Contains("Sec-WebSocket-Protocol: chat\r\n").ShouldBe(line.Contains("chat", StringComparison.Ordinal));
        seen.ShouldNotContain("Bearer");
    }

    [Fact]
    public async Task An_Authorization_that_is_no_ticket_is_the_apps_where_there_is_one_elsewhere()
    {
        await using var rig = await TicketRig.StartAsync();
        using var client = await RawClient.ConnectAsync(rig.Gateway.Urls[0]);
        await client.SendAsync(AbuseRow.Handshake.Replace("/ws", $"/app?ticket={await rig.MintAsync()}", StringComparison.Ordinal) + "Authorization: Bearer of-the-app\r\n\r\n");
        (await client.AnswerAsync())!.Value.Head.StatusCode.ShouldBe(101);
        rig.App.Seen.ShouldHaveSingleItem().ShouldContain("Authorization: Bearer of-the-app\r\n");
    }

    [Theory]
    [InlineData("chat", "wayleave.v1", "wayleave.v1")]
    [InlineData("chat", "other", "chat")]
    public async Task A_socket_that_is_refused_agrees_on_a_subprotocol_so_that_the_browser_takes_it(string first, string second, string agreed)
    {
        await using var rig = await TicketRig.StartAsync();
        using var client = await rig.OpenAsync("/ws/7?ticket=abc", options =>
        {
            options.AddSubProtocol(first);
            options.AddSubProtocol(second);
        });
        client.Subprotocol.ShouldBe(agreed);
        (await client.NextAsync()).ShouldBe("close 4001 bad_ticket");
    }

    [Fact]
    public async Task Ordinary_requests_on_a_guarded_route_reach_the_app_as_ever()
    {
        await using var rig = await TicketRig.StartAsync();
        (await rig.Public.GetStringAsync("/app/page?ticket=mine")).ShouldBe("GET /app/page?ticket=mine");
    }

    [Fact]
    public async Task A_ticket_that_was_revoked_is_good_for_nothing()
    {
        await using var rig = await TicketRig.StartAsync();
        var (one, two, three) = (await rig.MintAsync(), await rig.MintAsync(), await rig.MintAsync());
        (await rig.AskAdminAsync("/tickets/revoke", $$"""{"ticket":"{{one}}"}""")).Body.GetProperty("revoked").GetInt32().ShouldBe(1);
        (await rig.RefusedAsync($"/ws/7?ticket={one}")).Why.ShouldStartWith("ticket revoked;");
        (await rig.AskAdminAsync("/tickets/revoke", """{"sub":"7"}""")).Body.GetProperty("revoked").GetInt32().ShouldBe(2);
        (await rig.RefusedAsync($"/ws/7?ticket={two}")).Why.ShouldStartWith("ticket revoked;");
        (await rig.RefusedAsync($"/ws/7?ticket={three}")).Why.ShouldStartWith("ticket revoked;");
    }

    [Fact]
    public async Task A_subject_has_twenty_tickets_waiting_at_most()
    {
        await using var rig = await TicketRig.StartAsync();
        for (var i = 0; i < 20; i++)
            await rig.MintAsync();
        var (status, body) = await rig.AskAdminAsync("/tickets", """{"sub":"7"}""");
        status.ShouldBe(429);
        body.GetProperty("details")[0].GetString().ShouldBe("at most 20 of one subject wait; 7 has them");
        await rig.MintAsync("""{"sub":"8"}""");
        rig.Time.Advance(TimeSpan.FromSeconds(60));
        await rig.MintAsync();
    }

    [Theory]
    [InlineData("{}", "whose ticket it is to be is to be said")]
    [InlineData("""{"sub":""}""", "whose ticket it is to be is to be said")]
    [InlineData("""{"sub":"\ud800"}""", "whose ticket it is to be is to be said")]
    [InlineData("""{"sub":"7","id":"\ud800"}""", "id is a text of at most 200 characters")]
    [InlineData("""{"sub":"7","channels":["\ud800"]}""", "channels holds half a character")]
    [InlineData("""{"sub":"7","channels":"news"}""", "channels is a list of names or patterns such as user:42:*")]
    [InlineData("""{"sub":"7","channels":["a*"]}""", "'a*': * stands for a whole part between colons; write * instead of a*")]
    [InlineData("""{"sub":"7","expires_in":0}""", "expires_in is a whole number of seconds from 1 to 2592000")]
    [InlineData("""{"sub":"7","expires_in":"1h"}""", "expires_in is a whole number of seconds from 1 to 2592000")]
    [InlineData("""{"sub":"7","chanels":[]}""", "'chanels' is not known here")]
    public async Task A_request_for_a_ticket_that_makes_no_sense_is_told_so(string body, string error)
    {
        await using var rig = await TicketRig.StartAsync();
        var (status, answer) = await rig.AskAdminAsync("/tickets", body);
        (status, answer.GetProperty("error").GetString()).ShouldBe((400, error));
    }

    [Fact]
    public async Task The_log_of_a_guarded_socket_has_no_ticket()
    {
        await using var rig = await TicketRig.StartAsync();
        var ticket = await rig.MintAsync();
        using (var client = await rig.OpenAsync($"/ws/7?ticket={ticket}"))
            await client.CloseAsync();
        for (var line = ""; !line.Contains("socket closed", StringComparison.Ordinal);)
            (line = await rig.Log.NextLineAsync()).ShouldNotContain(ticket);
    }

    [Fact]
    public async Task A_guarded_route_is_not_warned_of()
    {
        await using var rig = await TicketRig.StartAsync();
        await rig.OpenAsync("/ws/7");
        // The first line of a socket stands behind all that is said at start.
        for (var line = ""; !line.Contains("upgrade-refused", StringComparison.Ordinal);)
            (line = await rig.Log.NextLineAsync()).ShouldNotContain("anyone can read");
    }
}
