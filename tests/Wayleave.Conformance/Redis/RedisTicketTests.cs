using System.Text;
using Wayleave.Protocol.Events;
using Wayleave.Server.Events.Stores.Redis;
using Wayleave.Server.Tickets;
using Wayleave.Server.Tickets.Redis;
using Wayleave.Server.Tickets.Revoking;

namespace Wayleave.Conformance.Redis;

/// <summary>Tickets in a real Redis, which several nodes share.</summary>
public sealed class RedisTicketTests
{
    private static readonly TimeSpan s_ttl = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_ticket_that_one_node_minted_is_good_once_at_any()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using RedisStore one = redis.OpenStore(), two = redis.OpenStore();
        var (mint, take) = (new RedisTickets(one), new RedisTickets(two));
        var grant = Grant("7") with
        {
            Channels = [Pattern("user:7:*"), Pattern("chat:5")], ConnectionId = "c1", Origin = "https://app.example", SessionEnd = DateTimeOffset.FromUnixTimeMilliseconds(1_900_000_000_123),
        };
        (await mint.MintAsync("h", grant, s_ttl, default)).ShouldBe(MintOutcome.Kept);
        var tries = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => (number % 2 == 0 ? mint : take).TakeAsync("h", default).AsTask()));
        var taken = tries.Single(each => each.Grant is not null).Grant!;
        taken.Channels!.Value.Select(channel => channel.Text).ShouldBe(["user:7:*", "chat:5"]);
        (taken with { Channels = null, Taken = default }).ShouldBe(grant with { Channels = null });
        tries.Count(each => each.Fault == TicketFault.Reused).ShouldBe(19);
    }

    [Fact]
    public async Task It_is_known_why_a_ticket_is_good_for_nothing()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var store = redis.OpenStore();
        await using var caller = new RedisCaller($"redis://{redis.Address}");
        var tickets = new RedisTickets(store);
        (await tickets.TakeAsync("nobody's", default)).ShouldBe((null, TicketFault.Unknown));
        await tickets.MintAsync("late", Grant("7"), s_ttl, default);
        // As if its time were over.
        await caller.AskKeyAsync("HSET", Encoding.UTF8.GetString(RedisKeys.Ticket("late").Bytes.Span), "e", "1");
        (await tickets.TakeAsync("late", default)).ShouldBe((null, TicketFault.Expired));
        await tickets.MintAsync("revoked", Grant("7"), s_ttl, default);
        (await tickets.RevokeAsync("revoked", default)).ShouldBeTrue();
        (await tickets.RevokeAsync("revoked", default)).ShouldBeFalse();
        (await tickets.TakeAsync("revoked", default)).ShouldBe((null, TicketFault.Revoked));
        await tickets.MintAsync("broken", Grant("7"), s_ttl, default);
        await caller.AskKeyAsync("HSET", Encoding.UTF8.GetString(RedisKeys.Ticket("broken").Bytes.Span), "g", "{}");
        (await tickets.TakeAsync("broken", default)).ShouldBe((null, TicketFault.Unknown));
    }

    [Fact]
    public async Task A_holder_has_twenty_waiting_at_most_on_all_nodes_together()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using RedisStore one = redis.OpenStore(), two = redis.OpenStore();
        var (first, second) = (new RedisTickets(one), new RedisTickets(two));
        for (var i = 0; i < 20; i++)
            (await (i % 2 == 0 ? first : second).MintAsync($"h{i}", Grant("7"), s_ttl, default)).ShouldBe(MintOutcome.Kept);
        (await first.MintAsync("more", Grant("7"), s_ttl, default)).Wait!.Value.ShouldBeInRange(TimeSpan.FromTicks(1), s_ttl);
        (await first.MintAsync("other", Grant("8"), s_ttl, default)).ShouldBe(MintOutcome.Kept);
        await second.TakeAsync("h3", default);
        (await first.MintAsync("again", Grant("7"), s_ttl, default)).ShouldBe(MintOutcome.Kept);
        (await second.RevokeAllAsync("7", default)).ShouldBe(20);
        (await first.TakeAsync("h4", default)).ShouldBe((null, TicketFault.Revoked));
        (await first.TakeAsync("other", default)).Grant!.Subject.ShouldBe("8");
    }

    [Fact]
    public async Task What_one_node_revokes_ends_at_any_by_the_server_s_clock()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using RedisStore one = redis.OpenStore(), two = redis.OpenStore();
        await using var caller = new RedisCaller($"redis://{redis.Address}");
        var (first, second, tickets) = (new RedisRevocations(one), new RedisRevocations(two), new RedisTickets(one));
        await tickets.MintAsync("before", Grant("7"), s_ttl, default);
        var before = await OpenAsync("before");
        before.Since.ToUnixTimeMilliseconds().ShouldBeGreaterThan(0);
        (await second.CheckAsync(before, default)).ShouldBe(TicketFault.None);
        (await first.AddAsync(Revocation.OfSubject("7"), default)).ShouldBeTrue();
        (await first.AddAsync(Revocation.OfTicket("h"), default)).ShouldBeTrue();
        (await second.CheckAsync(before, default)).ShouldBe(TicketFault.Revoked);
        (await second.CheckAsync(before with { Subject = "8" }, default)).ShouldBe(TicketFault.None);
        (await second.CheckAsync(before with { Subject = "8", TicketHash = "h" }, default)).ShouldBe(TicketFault.Revoked);
        var all = await second.SinceAsync(DateTimeOffset.UnixEpoch, default);
        all.Select(each => each.Of).ShouldBe([Revocation.OfSubject("7"), Revocation.OfTicket("h")], ignoreOrder: true);
        (await second.SinceAsync(all[1].At, default)).ShouldContain(all[1]);
        (await second.SinceAsync(all[1].At.AddMilliseconds(1), default)).ShouldBeEmpty();
        (await second.CheckAsync(before with { Since = all[1].At.AddMilliseconds(1) }, default)).ShouldBe(TicketFault.None);
        // 13 hours: no id from before holds for as long.
        int.Parse((await caller.AskKeyAsync("TTL", Encoding.UTF8.GetString(RedisKeys.Revoked.Bytes.Span)))[1..], System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(46_700, 46_800);

        async Task<Admitted> OpenAsync(string hash) => new("7", null, null, hash, (await tickets.TakeAsync(hash, default)).Grant!.Taken);
    }

    [Fact]
    public async Task Nothing_stays_for_ever_and_nothing_in_it_is_a_ticket()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var store = redis.OpenStore();
        await using var caller = new RedisCaller($"redis://{redis.Address}");
        await new RedisTickets(store).MintAsync("h", Grant("7"), s_ttl, default);
        foreach (var (key, most) in new[] { (RedisKeys.Ticket("h"), 660), (RedisKeys.Holder("7"), 60) })
            int.Parse((await caller.AskKeyAsync("TTL", Encoding.UTF8.GetString(key.Bytes.Span)))[1..], System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(1, most);
    }

    [Fact]
    public async Task Where_Redis_is_away_nobody_can_tell()
    {
        RedisProgram.SkipIfMissing();
        var redis = await RedisProgram.StartAsync();
        await using var store = redis.OpenStore();
        var tickets = new RedisTickets(store);
        await tickets.MintAsync("h", Grant("7"), s_ttl, default);
        await redis.DisposeAsync();
        (await tickets.TakeAsync("h", default)).ShouldBe((null, TicketFault.Unavailable));
        (await new RedisRevocations(store).CheckAsync(new Admitted("7", null, null, "h", default), default)).ShouldBe(TicketFault.Unavailable);
        (await tickets.MintAsync("h2", Grant("7"), s_ttl, default)).ShouldBe(new MintOutcome(null, IsUnavailable: true));
    }

    private static TicketGrant Grant(string subject) => new() { Subject = subject, Holder = subject };

    private static ChannelPattern Pattern(string text) => ChannelPattern.TryParse(text, out var pattern, out var wrong) ? pattern : throw new ArgumentException(wrong, nameof(text));
}
