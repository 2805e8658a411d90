using Wayleave.Conformance.Chains;
using Wayleave.Conformance.Redis;
using Wayleave.Conformance.Serve.Chaos;
using Wayleave.Server.Events.Presence.Redis;
using Wayleave.Server.Events.Stores.Redis;
using Wayleave.Server.Tickets;
using Wayleave.Server.Tickets.Redis;
using Wayleave.Server.Tickets.Revoking;

namespace Wayleave.Conformance.Events;

/// <summary>A Redis that asks for TLS and a name, and lets it do no more than the documentation says.</summary>
public sealed class RedisRightsTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_rights_that_the_page_names_are_enough_for_everything()
    {
        RedisProgram.SkipIfMissing();
        var page = await File.ReadAllTextAsync(SourceTree.At("docs", "events.md"));
        var rights = string.Join(' ', [.. Quoted(page, "`~wl:* "), .. Quoted(page, "`&user:"), .. Quoted(page, "`+hget ")]);
        using var certificates = new Certificates();
        // The page's example of a channel for plain messages, and the node's other one.
        await using var redis = await RedisProgram.StartTlsAsync(certificates.Folder, "good", $"user default on nopass ~* &* +@all\nuser wayleave on >s3cret resetkeys resetchannels {rights} &*:x");
        var url = $"rediss://wayleave:s3cret@{redis.Address}/0?ca={Uri.EscapeDataString($"{certificates.Folder}/ca.pem")}";
        await using var operators = new RedisCaller($"rediss://{redis.Address}/0?ca={Uri.EscapeDataString($"{certificates.Folder}/ca.pem")}");
        await using (var node = await EventNode.StartAsync(url))
        {
            using var client = await node.OpenAsync("/ws/7");
            (await client.NextAsync()).ShouldBe("subscribed new");
            (await node.PublishAsync("7", "1", "k")).Status.ShouldBe(201);
            (await client.NextAsync()).ShouldBe("event 1");
            (await node.HistoryAsync("7")).Length.ShouldBe(1);
            // What another program publishes, and what may have been lost of it behind a line that broke.
            await Bound.UntilAsync(s_limit, "plain messages to be heard", () => operators.AskAsync("PUBLISH", "user:7:events", "2"), heard => heard == ":1");
            (await client.NextAsync()).ShouldBe("event 2");
            await operators.AskAsync("CLIENT", "KILL", "TYPE", "pubsub");
            (await client.NextAsync()).ShouldBe("gap handover");
            await node.DeleteAsync("7");
            (await client.NextAsync()).ShouldBe("gap epoch");
            // An epoch that must begin anew, as after a failover that lost events.
            (await node.PublishAsync("7", "3")).Status.ShouldBe(201);
            (await client.NextAsync()).ShouldBe("event 3");
            var place = (await operators.AskAsync("KEYS", "wl:*:m:user:7:events")).Split('\'')[1];
            await operators.AskKeyAsync("HSET", place, "t", "7");
            await operators.AskAsync("CLIENT", "KILL", "TYPE", "pubsub");
            (await client.NextAsync()).ShouldBe("gap diverged");
        }

        await using (var store = RedisProgram.OpenStore(url))
        {
            await UseTicketsAsync(store);
            await using var presence = new RedisPresence(store, "node");
            await presence.JoinAsync("chat:1", "7");
            (await presence.ReadAsync("chat:1")).ShouldBe(["7"]);
            await presence.LeaveAsync("chat:1", "7");
        }

        // Whatever was refused is here.
        (await operators.AskAsync("ACL", "LOG")).ShouldBe("[]");
    }

    [Fact]
    public async Task A_right_to_hear_that_is_missing_is_told_once()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync("user default on nopass ~* &* +@all\nuser wayleave on >s3cret ~* resetchannels &wl:probe* +@all");
        var log = new StringWriter();
        await using (var node = await EventNode.StartAsync($"redis://wayleave:s3cret@{redis.Address}/0", log: TextWriter.Synchronized(log)))
        {
            using var one = await node.OpenAsync("/ws/7");
            using var other = await node.OpenAsync("/ws/8");
            (await one.NextAsync()).ShouldBe("subscribed new");
            (await other.NextAsync()).ShouldBe("subscribed new");
            await Bound.UntilAsync(s_limit, "the log to tell", () => Task.FromResult(log.ToString()), text => text.Contains("and perhaps on others", StringComparison.Ordinal));
        }

        log.ToString().Split('\n').Count(line => line.Contains("and perhaps on others", StringComparison.Ordinal)).ShouldBe(1, log.ToString());
        log.ToString().ShouldContain("events come up to 30 s late until that is allowed");
    }

    private static async Task UseTicketsAsync(RedisStore store)
    {
        var (tickets, revocations) = (new RedisTickets(store), new RedisRevocations(store));
        foreach (var hash in new[] { "one", "other" })
            (await tickets.MintAsync(hash, new TicketGrant { Subject = "7", Holder = "7" }, s_limit, default)).ShouldBe(MintOutcome.Kept);
        (await tickets.TakeAsync("one", default)).Fault.ShouldBe(TicketFault.None);
        (await tickets.RevokeAllAsync("7", default)).ShouldBe(1);
        (await revocations.AddAsync(Revocation.OfTicket("one"), default)).ShouldBeTrue();
        (await revocations.CheckAsync(new Admitted("7", null, null, "one", default), default)).ShouldBe(TicketFault.Revoked);
        (await revocations.SinceAsync(DateTimeOffset.UnixEpoch, default)).Length.ShouldBe(1);
    }

    // What stands between two backquotes, in words.
    private static string[] Quoted(string page, string begin)
    {
        var at = page.IndexOf(begin, StringComparison.Ordinal);
        at.ShouldBeGreaterThan(0, begin);
        return page[(at + 1)..page.IndexOf('`', at + 1)].Split(' ');
    }
}
