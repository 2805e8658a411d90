using System.Net;
using System.Text.Json;
using Wayleave.Server.Tests.Events;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Tickets;

/// <summary>What tickets have opened, when they are revoked: each by itself, and all of a subject's.</summary>
public sealed class RevocationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_ends_and_is_not_let_in_again_by_its_id(bool bySubject)
    {
        await using var rig = await TicketRig.StartAsync();
        var ticket = await rig.MintAsync();
        using var stream = await EventStreamReader.OpenAsync(rig.Public, $"{rig.Gateway.Urls[0]}/ws/7?v=1&ticket={ticket}");
        await stream.BlockAsync();
        await stream.BlockAsync();
        var id = (await stream.BlockAsync())["id: ".Length..];
        await RevokeAsync(rig, bySubject ? null : ticket);
        while (await stream.LineAsync() is not null)
        {
        }

        using var again = await EventStreamReader.AskAsync(rig.Public, $"{rig.Gateway.Urls[0]}/ws/7?v=1&ticket={ticket}", id);
        again.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await rig.Log.NextAsync("request-refused")).GetProperty("why").GetString().ShouldBe("ticket revoked");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_poll_that_waits_is_answered_and_the_next_one_is_refused(bool bySubject)
    {
        await using var rig = await TicketRig.StartAsync();
        var ticket = await rig.MintAsync();
        var path = $"/ws/7?poll=1&ticket={ticket}";
        var timers = rig.Time.WaitingTimers;
        var polling = rig.Public.GetStringAsync($"{path}&wait=55");
        while (rig.Time.WaitingTimers == timers)
            await Task.Yield();
        await RevokeAsync(rig, bySubject ? null : ticket);
        var next = JsonDocument.Parse(await polling).RootElement.GetProperty("next").GetString();
        using var refused = await rig.Public.GetAsync($"{path}&since={next}");
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_socket_is_closed_with_4001(bool bySubject)
    {
        await using var rig = await TicketRig.StartAsync();
        var ticket = await rig.MintAsync();
        using var client = await rig.OpenAsync($"/ws/7?v=1&ticket={ticket}");
        await client.JsonAsync();
        await client.JsonAsync();
        await RevokeAsync(rig, bySubject ? null : ticket);
        (await client.NextAsync()).ShouldBe("close 4001 bad_ticket");
    }

    [Fact]
    public async Task A_socket_to_an_app_is_closed_with_4001_too()
    {
        await using var rig = await TicketRig.StartAsync();
        using var client = await RawClient.ConnectAsync(rig.Gateway.Urls[0]);
        await client.SendAsync(AbuseRow.Handshake.Replace("/ws", $"/app?ticket={await rig.MintAsync()}", StringComparison.Ordinal) + "\r\n");
        (await client.AnswerAsync())!.Value.Head.StatusCode.ShouldBe(101);
        while (rig.Gateway.OpenSockets == 0)
            await Task.Yield();
        await RevokeAsync(rig, null);
        // 4001 is 0x0fa1.
        (await client.ReadAsync(14)).ShouldBe("\u0088\u000c\u000f\u00a1bad_ticket");
        client.Dispose();
        (await rig.Log.NextAsync("socket-closed")).GetProperty("by").GetString().ShouldBe("admin");
    }

    [Fact]
    public async Task Whoever_comes_in_afterwards_and_others_stay()
    {
        await using var rig = await TicketRig.StartAsync();
        using var other = await rig.OpenAsync($"/ws/8?v=1&ticket={await rig.MintAsync("""{"sub":"8"}""")}");
        var ticket = await rig.MintAsync();
        await RevokeAsync(rig, null);
        rig.Time.Advance(TimeSpan.FromMilliseconds(1));
        ticket = await rig.MintAsync();
        var path = $"/ws/7?poll=1&wait=0&ticket={ticket}";
        await NextAsync(rig, $"{path}&since={await NextAsync(rig, path)}");
        await other.SendAsync("ping");
        while (await other.NextAsync() is var said && said != """{"type":"pong"}""")
            said.ShouldNotStartWith("close");
    }

    [Fact]
    public async Task A_revocation_is_in_force_for_as_long_as_any_id_from_before_it()
    {
        await using var rig = await TicketRig.StartAsync();
        var ticket = await rig.MintAsync("""{"sub":"7","expires_in":2592000}""");
        var path = $"/ws/7?poll=1&wait=0&ticket={ticket}";
        var next = await NextAsync(rig, path);
        await RevokeAsync(rig, ticket);
        rig.Time.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        await RefusedAsync("revoked");
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await RefusedAsync("expired");

        async Task RefusedAsync(string why)
        {
            using var refused = await rig.Public.GetAsync($"{path}&since={next}");
            refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await rig.Log.NextAsync("request-refused")).GetProperty("why").GetString().ShouldBe($"ticket {why}");
        }
    }

    private static async Task RevokeAsync(TicketRig rig, string? ticket) =>
        (await rig.AskAdminAsync("/tickets/revoke", ticket is null ? """{"sub":"7"}""" : $$"""{"ticket":"{{ticket}}"}""")).Status.ShouldBe(200);

    private static async Task<string> NextAsync(TicketRig rig, string path) =>
        JsonDocument.Parse(await rig.Public.GetStringAsync(path)).RootElement.GetProperty("next").GetString()!;
}
