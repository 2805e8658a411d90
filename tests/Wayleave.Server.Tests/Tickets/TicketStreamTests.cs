using System.Net;
using System.Text.Json;
using Wayleave.Server.Configuration;
using Wayleave.Server.Tests.Events;

namespace Wayleave.Server.Tests.Tickets;

/// <summary>Tickets on server-sent events and polls: the first time by the ticket, then by what came with it.</summary>
public sealed class TicketStreamTests
{
    [Fact]
    public async Task The_same_URL_opens_a_stream_again_only_with_an_id_that_came_by_it()
    {
        await using var rig = await TicketRig.StartAsync();
        var path = $"/ws/7?v=1&ticket={await rig.MintAsync()}";
        string id;
        using (var stream = await OpenAsync(rig, path))
            id = await IdAsync(stream);
        id.ShouldMatch("^[^.]+[.][^.]+[.][^.]{22}$");
        var missed = await rig.PublishAsync("user:7:events", "1");
        using (var stream = await OpenAsync(rig, path, id))
        {
            while (await stream.BlockAsync() is var block && !block.Contains($"\"id\":\"{missed}\""))
                block.ShouldNotBeEmpty();
        }

        await RefusedAsync(rig, path, null, "reused");
        await RefusedAsync(rig, path, id.Replace(".", ".x", StringComparison.Ordinal), "forged");
        await RefusedAsync(rig, path, id.Split('.')[0], "reused");
        await RefusedAsync(rig, $"/ws/7?v=1&ticket={new string('A', 43)}", id, "forged");
        await RefusedAsync(rig, path.Replace("/ws/7", "/ws/8", StringComparison.Ordinal), id, "wrong_subject");
        await RefusedAsync(rig, "/ws/7?v=1", id, "missing");
        rig.Time.Advance(TimeSpan.FromHours(12));
        await RefusedAsync(rig, path, id, "expired");
    }

    [Fact]
    public async Task A_new_ticket_opens_a_stream_at_the_place_of_an_old_one()
    {
        await using var rig = await TicketRig.StartAsync();
        string id;
        using (var stream = await OpenAsync(rig, $"/ws/7?v=1&ticket={await rig.MintAsync()}"))
            id = await IdAsync(stream);
        await rig.PublishAsync("user:7:events", "1");
        using var again = await OpenAsync(rig, $"/ws/7?v=1&ticket={await rig.MintAsync()}", id);
        await again.BlockAsync();
        (await again.BlockAsync()).ShouldContain("\"resume\":\"ok\",\"missed\":1");
    }

    [Fact]
    public async Task A_stream_ends_with_its_session_and_does_not_begin_again()
    {
        await using var rig = await TicketRig.StartAsync();
        var path = $"/ws/7?v=1&ticket={await rig.MintAsync("""{"sub":"7","expires_in":20}""")}";
        using var stream = await OpenAsync(rig, path);
        (await stream.BlockAsync()).ShouldContain("\"token_expires_in\":20");
        await stream.BlockAsync();
        var id = (await stream.BlockAsync())["id: ".Length..];
        rig.Time.Advance(TimeSpan.FromSeconds(20));
        while (await stream.LineAsync() is not null)
        {
        }

        await RefusedAsync(rig, path, id, "expired");
    }

    [Fact]
    public async Task A_route_that_refuses_by_statuses_does_so_for_streams()
    {
        await using var rig = await TicketRig.StartAsync();
        using var answer = await EventStreamReader.AskAsync(rig.Public, $"{rig.Gateway.Urls[0]}/strict/7?ticket={new string('A', 43)}");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("wayleave: bad_ticket\n");
    }

    [Fact]
    public async Task Poll_after_poll_needs_one_ticket()
    {
        await using var rig = await TicketRig.StartAsync();
        var path = $"/ws/7?poll=1&wait=0&ticket={await rig.MintAsync()}";
        var next = await PollAsync(rig, path);
        for (var i = 0; i < 3; i++)
        {
            await rig.PublishAsync("user:7:events", $"{i}");
            using var answer = await rig.Public.GetAsync($"{path}&since={next}");
            var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            body.GetProperty("events").GetArrayLength().ShouldBe(1);
            next = body.GetProperty("next").GetString()!;
        }

        using var stranger = await rig.Public.GetAsync(path);
        stranger.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var other = await rig.Public.GetAsync($"{path.Replace("/ws/7", "/ws/8", StringComparison.Ordinal)}&since={next}");
        other.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await rig.Log.NextAsync("request-refused")).GetProperty("why").GetString().ShouldBe("ticket reused");
        (await rig.Log.NextAsync("request-refused")).GetProperty("why").GetString().ShouldBe("ticket wrong_subject");
    }

    [Fact]
    public async Task No_poll_waits_past_the_end_of_its_session()
    {
        await using var rig = await TicketRig.StartAsync();
        var path = $"/ws/7?poll=1&wait=55&ticket={await rig.MintAsync("""{"sub":"7","expires_in":20}""")}";
        var timers = rig.Time.WaitingTimers;
        var polling = rig.Public.GetAsync(path);
        while (rig.Time.WaitingTimers == timers)
            await Task.Yield();
        rig.Time.Advance(TimeSpan.FromSeconds(20));
        using var answer = await polling;
        answer.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task Ids_of_a_secret_hold_over_a_restart_and_others_do_not()
    {
        await using var rig = await TicketRig.StartAsync(settings: settings => settings with { Secret = "a secret of the settings" });
        var path = $"/ws/7?poll=1&wait=0&ticket={await rig.MintAsync()}";
        var next = await PollAsync(rig, path);
        await using var again = await TicketRig.StartAsync(settings: settings => settings with { Secret = "a secret of the settings" });
        await PollAsync(again, $"{path}&since={next}");
        await using var other = await TicketRig.StartAsync();
        using var refused = await other.Public.GetAsync($"{path}&since={next}");
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("https://app.example", 200, true)]
    [InlineData("https://evil.example", 403, false)]
    [InlineData(null, 200, false)]
    public async Task Pages_of_the_Origins_that_a_route_lists_may_poll(string? origin, int status, bool mayRead)
    {
        await using var rig = await TicketRig.StartAsync(settings: Listing);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/open?poll=1&wait=0");
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var answer = await rig.Public.SendAsync(request);
        ((int)answer.StatusCode).ShouldBe(status);
        answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed).ShouldBe(mayRead);
        if (mayRead)
            (allowed!.Single(), answer.Headers.GetValues("Access-Control-Allow-Credentials").Single(), answer.Headers.Vary.Single()).ShouldBe((origin!, "true", "Origin"));
    }

    [Fact]
    public async Task A_page_that_asks_first_is_told_what_it_may_send()
    {
        await using var rig = await TicketRig.StartAsync(settings: Listing);
        using var request = new HttpRequestMessage(HttpMethod.Options, "/open");
        request.Headers.Add("Origin", "https://app.example");
        request.Headers.Add("Access-Control-Request-Method", "GET");
        using var answer = await rig.Public.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        answer.Headers.GetValues("Access-Control-Allow-Headers").Single().ShouldContain("Last-Event-ID");
    }

    [Fact]
    public async Task Where_a_route_lists_no_Origin_no_other_page_may_read()
    {
        await using var rig = await TicketRig.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/open?poll=1&wait=0");
        request.Headers.Add("Origin", "https://app.example");
        using var answer = await rig.Public.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    private static ServeSettings Listing(ServeSettings settings) =>
        settings with { Routes = [.. settings.Routes.Select(route => route with { Origins = ["https://app.example"] })] };

    private static Task<EventStreamReader> OpenAsync(TicketRig rig, string path, string? last = null) =>
        EventStreamReader.OpenAsync(rig.Public, rig.Gateway.Urls[0] + path, last);

    private static async Task<string> IdAsync(EventStreamReader stream)
    {
        await stream.BlockAsync();
        await stream.BlockAsync();
        return (await stream.BlockAsync())["id: ".Length..];
    }

    private static async Task<string> PollAsync(TicketRig rig, string path) =>
        JsonDocument.Parse(await rig.Public.GetStringAsync(path)).RootElement.GetProperty("next").GetString()!;

    // 204 keeps a browser from coming back.
    private static async Task RefusedAsync(TicketRig rig, string path, string? last, string reason)
    {
        using var answer = await EventStreamReader.AskAsync(rig.Public, rig.Gateway.Urls[0] + path, last);
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await rig.Log.NextAsync("request-refused")).GetProperty("why").GetString().ShouldBe($"ticket {reason}");
    }
}
