using Wayleave.Conformance.Chains;
using Wayleave.Server.Redis;
using Wayleave.Server.Redis.Commands;
using Wayleave.Server.Redis.PubSub;
using Wayleave.TestKit;

namespace Wayleave.Conformance.Redis;

public class RedisServerTests
{
    [Fact]
    public async Task Commands_go_to_the_database_of_the_settings_under_our_name_in_RESP3()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var caller = new RedisCaller($"redis://{redis.Address}/3");
        (await caller.AskKeyAsync("SET", "k", "v")).ShouldBe("+OK");
        (await caller.AskAsync("DBSIZE")).ShouldBe(":1");
        var info = await caller.AskAsync("CLIENT", "INFO");
        foreach (var part in (string[])["name=wayleave ", "db=3 ", "resp=3", "user=default "])
            info.ShouldContain(part);
        (await caller.ToldAsync("connected")).ShouldContain(" 7.");
    }

    [Fact]
    public async Task Ten_thousand_commands_of_a_hundred_callers_get_each_its_own_answer()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var caller = new RedisCaller($"redis://{redis.Address}");
        var wrong = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Task.Run(async () =>
        {
            var wrong = 0;
            for (var turn = 0; turn < 100; turn++)
                wrong += await caller.AskAsync("ECHO", $"{number}-{turn}") == $"'{number}-{turn}'" ? 0 : 1;
            return wrong;
        })));
        wrong.Sum().ShouldBe(0);
    }

    [Fact]
    public async Task Any_bytes_and_a_large_value_come_back_as_they_were()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var caller = new RedisCaller($"redis://{redis.Address}");
        var bytes = new byte[4_000_000];
        new Random(1).NextBytes(bytes);
        await caller.Client.SendAsync(RedisCommand.OnKey("SET", "k", bytes), default);
        var answer = await caller.Client.SendAsync(RedisCommand.OnKey("GET", "k"), default);
        answer.ShouldBeOfType<Protocol.Resp.RespValue.BulkString>().Content.Span.SequenceEqual(bytes).ShouldBeTrue();
    }

    [Fact]
    public async Task Every_type_of_RESP3_is_read()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync("enable-debug-command local");
        await using var caller = new RedisCaller($"redis://{redis.Address}");
        foreach (var (type, told) in ((string, string)[])
            [("string", "'Hello World'"), ("integer", ":12345"), ("double", "3.141"), ("null", "null"), ("true", "true"), ("bignum", "(1234567999999999999999999999999999999"),
             ("array", "[:0, :1, :2]"), ("set", "~[:0, :1, :2]"), ("map", "{:0: false, :1: true, :2: false}"), ("verbatim", "txt'This is a verbatim\nstring'"),
             // An attribute stands before this one, and is dropped.
             ("attrib", "'Some real reply following the attribute'")])
            (await caller.AskAsync("DEBUG", "PROTOCOL", type)).ShouldBe(told);
    }

    [Fact]
    public async Task A_user_is_let_in_by_name_and_password_and_kept_to_its_channels()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync("user default off\nuser ann on >s3cret ~* resetchannels &wl:* +@all");
        await using var caller = new RedisCaller($"redis://ann:s3cret@{redis.Address}");
        (await caller.AskAsync("ACL", "WHOAMI")).ShouldBe("'ann'");
        using var allowed = caller.Client.Subscribe(RedisSubscriptionKind.Channel, "wl:a");
        using var forbidden = caller.Client.Subscribe(RedisSubscriptionKind.Channel, "other");
        await allowed.Confirmed.WaitAsync(TimeSpan.FromSeconds(30));
        (await Should.ThrowAsync<RedisErrorException>(() => forbidden.Confirmed.WaitAsync(TimeSpan.FromSeconds(30)))).Code.ShouldBe("NOPERM");

        foreach (var url in (string[])[$"redis://ann:wr0ng@{redis.Address}", $"redis://{redis.Address}", $"redis://:s3cret@{redis.Address}"])
        {
            await using var stranger = new RedisCaller(url);
            var told = await stranger.ToldAsync("failed");
            told.ShouldMatch("WRONGPASS|NOAUTH|refuses HELLO");
            told.ShouldNotMatch("wr0ng|s3cret");
        }
    }

    [Fact]
    public async Task The_default_user_is_let_in_by_password_alone()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync("requirepass s3cret");
        await using var caller = new RedisCaller($"redis://:s3cret@{redis.Address}");
        (await caller.AskAsync("PING")).ShouldBe("+PONG");
    }

    [Fact]
    public async Task TLS_holds_for_the_right_authority_and_name_alone()
    {
        RedisProgram.SkipIfMissing();
        using var certificates = new Certificates();
        await using var redis = await RedisProgram.StartTlsAsync(certificates.Folder, "good");
        var ca = Uri.EscapeDataString($"{certificates.Folder}/ca.pem");
        await using var caller = new RedisCaller($"rediss://{redis.Address}?ca={ca}");
        (await caller.AskAsync("PING")).ShouldBe("+PONG");

        await using var other = await RedisProgram.StartTlsAsync(certificates.Folder, "wrong-name");
        foreach (var (url, words) in ((string, string)[])
            [($"rediss://{redis.Address}", "does not hold"), ($"rediss://{other.Address}?ca={ca}", "is not for 127.0.0.1"),
             ($"rediss://{redis.Address}?ca={Uri.EscapeDataString(certificates.Folder)}%2Fnone.pem", "cannot be read"), ($"redis://{redis.Address}", "the connection")])
        {
            await using var stranger = new RedisCaller(url);
            (await stranger.ToldAsync("failed")).ShouldContain(words);
        }
    }

    [Fact]
    public async Task Messages_of_channels_patterns_and_shards_arrive()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var caller = new RedisCaller($"redis://{redis.Address}");
        using var channel = caller.Client.Subscribe(RedisSubscriptionKind.Channel, "a:1");
        using var pattern = caller.Client.Subscribe(RedisSubscriptionKind.Pattern, "a:*");
        using var shard = caller.Client.Subscribe(RedisSubscriptionKind.Shard, "a:1");
        await Task.WhenAll(channel.Confirmed, pattern.Confirmed, shard.Confirmed).WaitAsync(TimeSpan.FromSeconds(30));
        (await caller.AskAsync("PUBLISH", "a:1", "one")).ShouldBe(":2");
        (await caller.AskAsync("PUBLISH", "a:2", "two")).ShouldBe(":1");
        (await caller.AskAsync("SPUBLISH", "a:1", "three")).ShouldBe(":1");
        (await RedisCaller.NextAsync(channel)).ShouldBe("a:1=one");
        ((await RedisCaller.NextAsync(pattern)), (await RedisCaller.NextAsync(pattern))).ShouldBe(("a:1=one", "a:2=two"));
        (await RedisCaller.NextAsync(shard)).ShouldBe("a:1=three");

        // The end of the last subscription is the server's too; what is subscribed to after it comes after it.
        channel.Dispose();
        using var later = caller.Client.Subscribe(RedisSubscriptionKind.Channel, "later");
        await later.Confirmed.WaitAsync(TimeSpan.FromSeconds(30));
        (await caller.AskAsync("PUBSUB", "CHANNELS")).ShouldBe("['later']");
    }

    [Fact]
    public async Task A_script_runs_also_where_the_server_has_forgotten_it()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var caller = new RedisCaller($"redis://{redis.Address}");
        var script = new RedisScript("return {KEYS[1], ARGV[1], redis.call('INCR', KEYS[1])}");
        for (var turn = 1; turn <= 3; turn++)
        {
            RespWire.Tell(await caller.Client.RunAsync(script, ["k"], ["é"], default)).ShouldBe($"['k', '\u00C3\u00A9', :{turn}]");
            if (turn == 2)
                await caller.AskAsync("SCRIPT", "FLUSH");
        }

        (await caller.AskAsync("INFO", "commandstats")).ShouldContain("cmdstat_eval:calls=2");
        var failing = await Should.ThrowAsync<RedisErrorException>(() => caller.Client.RunAsync(new RedisScript("return redis.error_reply('MINE alas')"), [], [], default));
        (failing.Code, failing.MayHaveBeenCarriedOut).ShouldBe(("MINE", true));
    }

    [Fact]
    public async Task A_server_that_is_killed_and_comes_back_is_found_and_subscribers_are_told_what_they_may_have_missed()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var caller = new RedisCaller($"redis://{redis.Address}");
        using var subscription = caller.Client.Subscribe(RedisSubscriptionKind.Channel, "c");
        await subscription.Confirmed.WaitAsync(TimeSpan.FromSeconds(30));
        (await caller.AskAsync("PING")).ShouldBe("+PONG");
        await redis.KillAsync();
        await caller.ToldAsync("lost");
        await caller.ToldAsync("failed");
        var down = await Should.ThrowAsync<RedisUnavailableException>(() => caller.AskAsync("PING"));
        (down.Reason, down.MayHaveBeenCarriedOut).ShouldBe((RedisUnavailableReason.NotConnected, false));
        await redis.StartAgainAsync();
        await caller.ToldAsync("reconnected");
        (await RedisCaller.NextAsync(subscription)).ShouldBe("missed: Reconnected");
        (await caller.AskAsync("PUBLISH", "c", "new")).ShouldBe(":1");
        (await RedisCaller.NextAsync(subscription)).ShouldBe("c=new");
    }

    [Fact]
    public async Task A_master_that_is_made_a_replica_under_us_refuses_to_write_and_is_left()
    {
        RedisProgram.SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var other = await RedisProgram.StartAsync();
        await using var caller = new RedisCaller($"redis://{redis.Address}");
        (await caller.AskKeyAsync("SET", "k", "v")).ShouldBe("+OK");
        await using var operators = new RedisCaller($"redis://{redis.Address}");
        (await operators.AskAsync("REPLICAOF", "127.0.0.1", $"{other.Port}")).ShouldBe("+OK");
        var script = new RedisScript("return redis.call('INCR', KEYS[1])");
        var refused = await Should.ThrowAsync<RedisUnavailableException>(() => caller.Client.RunAsync(script, ["n"], [], default));
        (refused.Reason, refused.MayHaveBeenCarriedOut).ShouldBe((RedisUnavailableReason.NotReady, false));
        (await caller.ToldAsync("lost")).ShouldContain("READONLY");
        (await operators.AskAsync("REPLICAOF", "NO", "ONE")).ShouldBe("+OK");
        await caller.ToldAsync("reconnected");
        (await caller.AskKeyAsync("SET", "k", "w")).ShouldBe("+OK");
    }
}
