using System.Text;
using Wayleave.Protocol.Resp;
using Wayleave.Server.Redis;
using Wayleave.Server.Redis.Commands;
using Wayleave.Server.Redis.Connections;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Redis;

public class RedisConnectionTests
{
    private static readonly RedisCommand s_get = RedisCommand.OnKey("GET", "k");
    private readonly FakeTimeProvider _time = new();
    private readonly RedisStand _stand;

    public RedisConnectionTests() => _stand = new RedisStand(_time);

    private static Task<RedisUnavailableException> FailsAsync(Task command) =>
        Should.ThrowAsync<RedisUnavailableException>(async () => await command.WaitAsync(TimeSpan.FromSeconds(10)));

    [Fact]
    public async Task Many_callers_at_once_get_each_its_own_answer()
    {
        await using var redis = new FakeRedis(words => words[0] == "ECHO" ? RespWire.Bulk(words[1]) : null);
        await using var client = _stand.Client(redis);
        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(number =>
            Task.Run(async () => (await client.SendAsync(RedisCommand.Keyless("ECHO", number), default)).AsInteger() == number)));
        answers.ShouldAllBe(own => own);
    }

    [Fact]
    public async Task A_reset_in_the_middle_of_a_pipeline_leaves_the_answered_answered_and_says_that_the_others_may_have_run()
    {
        await using var redis = new FakeRedis((_, _) => null);
        await using var client = _stand.Client(redis);
        await _stand.ToldAsync();
        var tasks = Enumerable.Range(0, 3).Select(_ => client.SendAsync(s_get, default)).ToArray();
        var peer = await CommandsOfAsync(redis, 3);
        await peer.SendAsync(RespWire.Bulk("one"));
        (await tasks[0]).AsText().ShouldBe("one");
        peer.Reset();
        foreach (var task in tasks[1..])
        {
            var exception = await FailsAsync(task);
            (exception.Reason, exception.MayHaveBeenCarriedOut).ShouldBe((RedisUnavailableReason.Lost, true));
        }
    }

    [Fact]
    public async Task What_was_never_handed_over_is_said_not_to_have_run()
    {
        var stream = new StuckStream();
        await using var connection = new RedisConnection(stream, new RedisAddress("test", 1), RedisStand.To(), _time, _ => { });
        var sent = connection.SendAsync(s_get);
        await stream.Writing;
        var queued = connection.SendAsync(s_get);
        connection.Abandon("cut");
        (await FailsAsync(sent)).MayHaveBeenCarriedOut.ShouldBeTrue();
        (await FailsAsync(queued)).MayHaveBeenCarriedOut.ShouldBeFalse();
        (await FailsAsync(connection.SendAsync(s_get))).MayHaveBeenCarriedOut.ShouldBeFalse();
    }

    [Fact]
    public async Task More_bytes_than_may_wait_are_refused_at_once()
    {
        var stream = new StuckStream();
        await using var connection = new RedisConnection(stream, new RedisAddress("test", 1), RedisStand.To() with { MaxQueuedBytes = 100 }, _time, _ => { });
        _ = connection.SendAsync(s_get);
        await stream.Writing;
        _ = connection.SendAsync(RedisCommand.OnKey("SET", "k", new byte[60]));
        (await FailsAsync(connection.SendAsync(s_get))).Reason.ShouldBe(RedisUnavailableReason.TooManyInFlight);
    }

    [Fact]
    public async Task An_answer_owed_too_long_ends_the_connection_and_a_new_one_serves()
    {
        await using var redis = new FakeRedis(words => words[0] == "PING" ? new RespValue.SimpleString("PONG") : null);
        await using var client = _stand.Client(redis);
        (await _stand.ToldAsync()).ShouldBe("connected 7.0.15");
        var late = client.SendAsync(s_get, default);
        await CommandsOfAsync(redis, 1);
        _time.Advance(TimeSpan.FromSeconds(4.999));
        late.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(0.001));
        var exception = await FailsAsync(late);
        (exception.Reason, exception.MayHaveBeenCarriedOut).ShouldBe((RedisUnavailableReason.TimedOut, true));
        exception.Message.ShouldContain("owed an answer for 5 s");
        (await _stand.ToldAsync()).ShouldStartWith("lost: ");
        (await _stand.ToldAsync()).ShouldBe("reconnected 7.0.15");
        (await client.SendAsync(RedisCommand.Keyless("PING"), default)).AsText().ShouldBe("PONG");
    }

    [Fact]
    public async Task A_silent_line_is_asked_whether_it_lives_and_given_up_if_it_does_not_say()
    {
        await using var redis = new FakeRedis((_, _) => null);
        await using var client = _stand.Client(redis);
        (await _stand.ToldAsync()).ShouldBe("connected 7.0.15");
        (await _stand.ToldAsync(RedisLine.PubSub)).ShouldBe("connected 7.0.15");
        _time.Advance(TimeSpan.FromSeconds(5));
        foreach (var _ in (int[])[1, 2])
            (await (await redis.AcceptedAsync()).HearAsync()).ShouldBe(["PING"]);
        _time.Advance(TimeSpan.FromSeconds(5));
        (await _stand.ToldAsync()).ShouldContain("owed an answer");
    }

    [Fact]
    public async Task One_command_more_than_may_be_in_flight_is_refused_at_once()
    {
        await using var redis = new FakeRedis((_, _) => null);
        await using var client = _stand.Client(RedisStand.To(redis.Address) with { MaxInFlight = 2 });
        await _stand.ToldAsync();
        var first = client.SendAsync(s_get, default);
        var second = client.SendAsync(s_get, default);
        var exception = await FailsAsync(client.SendAsync(s_get, default));
        (exception.Reason, exception.MayHaveBeenCarriedOut).ShouldBe((RedisUnavailableReason.TooManyInFlight, false));
        var peer = await CommandsOfAsync(redis, 2);
        await peer.SendAsync(RespWire.Bulk("1"), RespWire.Bulk("2"));
        ((await first).AsText(), (await second).AsText()).ShouldBe(("1", "2"));
        var third = client.SendAsync(s_get, default);
        await peer.SendAsync(RespWire.Bulk("3"));
        (await third).AsText().ShouldBe("3");
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n", "sent nonsense: what was sent is not RESP")]
    [InlineData("$999999999\r\n", "a string is longer than the limit")]
    [InlineData("$1\r\na\r\n+one too many\r\n", "answered what nobody asked")]
    [InlineData("$1\r\na\r\n-ERR max number of clients reached\r\n", "said: ERR max number of clients reached")]
    public async Task Nonsense_ends_the_connection_with_its_reason(string sent, string words)
    {
        await using var redis = new FakeRedis((_, _) => null);
        await using var client = _stand.Client(redis);
        (await _stand.ToldAsync()).ShouldBe("connected 7.0.15");
        var command = client.SendAsync(s_get, default);
        await (await CommandsOfAsync(redis, 1)).SendAsync(Encoding.ASCII.GetBytes(sent));
        (await _stand.ToldAsync()).ShouldEndWith(words);
        await Task.WhenAny(command);
    }

    [Fact]
    public async Task Half_an_answer_is_none()
    {
        await using var redis = new FakeRedis((_, _) => null);
        await using var client = _stand.Client(redis);
        var command = client.SendAsync(s_get, default);
        var peer = await CommandsOfAsync(redis, 1);
        await peer.SendAsync("$5\r\nhal"u8.ToArray());
        peer.Reset();
        (await FailsAsync(command)).MayHaveBeenCarriedOut.ShouldBeTrue();
    }

    [Fact]
    public async Task Cancelling_a_wait_leaves_the_others_their_own_answers()
    {
        await using var redis = new FakeRedis((_, _) => null);
        await using var client = _stand.Client(redis);
        using var cancel = new CancellationTokenSource();
        await _stand.ToldAsync();
        var first = client.SendAsync(s_get, cancel.Token);
        var second = client.SendAsync(s_get, default);
        var peer = await CommandsOfAsync(redis, 2);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        await peer.SendAsync(RespWire.Bulk("1"), RespWire.Bulk("2"));
        (await second).AsText().ShouldBe("2");
    }

    [Fact]
    public async Task While_nobody_listens_commands_are_refused_at_once_and_attempts_go_on()
    {
        await using var redis = new FakeRedis((_, _) => null);
        redis.StopListening();
        await using var client = _stand.Client(redis);
        (await _stand.ToldAsync()).ShouldStartWith("failed, again in 0 ms: 127.0.0.1:");
        (await _stand.ToldAsync()).ShouldStartWith("failed, again in 100 ms: 127.0.0.1:");
        var exception = await FailsAsync(client.SendAsync(s_get, default));
        (exception.Reason, exception.MayHaveBeenCarriedOut).ShouldBe((RedisUnavailableReason.NotConnected, false));
        exception.Message.ShouldStartWith("GET: 127.0.0.1:");
        _time.Advance(TimeSpan.FromMilliseconds(100));
        (await _stand.ToldAsync()).ShouldStartWith("failed, again in 200 ms");
    }

    [Fact]
    public async Task A_server_that_takes_the_connection_and_says_nothing_is_given_up_after_the_limit()
    {
        await using var redis = new FakeRedis((_, _) => null, greets: false);
        await using var client = _stand.Client(RedisStand.To(redis.Address) with { ConnectLimit = TimeSpan.FromSeconds(2) });
        await redis.AcceptedAsync();
        await redis.AcceptedAsync();
        var waiting = client.SendAsync(s_get, default);
        _time.Advance(TimeSpan.FromSeconds(2));
        var exception = await FailsAsync(waiting);
        (exception.Reason, exception.MayHaveBeenCarriedOut).ShouldBe((RedisUnavailableReason.NotConnected, false));
        (await _stand.ToldAsync()).ShouldContain("no connection within 2 s");
    }

    [Fact]
    public async Task A_connection_that_breaks_before_its_greeting_was_none()
    {
        await using var redis = new FakeRedis((peer, _) =>
        {
            peer.Reset();
            return null;
        }, greets: false);
        await using var client = _stand.Client(redis);
        foreach (var wait in (string[])["0", "100"])
            (await _stand.ToldAsync()).ShouldStartWith($"failed, again in {wait} ms: HELLO: 127.0.0.1");
        (await FailsAsync(client.SendAsync(s_get, default))).Reason.ShouldBe(RedisUnavailableReason.NotConnected);
    }

    [Fact]
    public async Task A_server_that_lets_in_and_throws_out_is_not_dialled_without_a_pause()
    {
        await using var redis = new FakeRedis((_, _) => null);
        await using var client = _stand.Client(redis);
        foreach (var told in (string[])["connected 7.0.15", "reconnected 7.0.15"])
        {
            (await _stand.ToldAsync()).ShouldBe(told);
            (await redis.AcceptedAsync()).Reset();
            (await redis.AcceptedAsync()).Reset();
            (await _stand.ToldAsync()).ShouldStartWith("lost: ");
        }

        // The clock stands still, so nothing is dialled now.
        (await FailsAsync(client.SendAsync(s_get, default))).Reason.ShouldBe(RedisUnavailableReason.NotConnected);
    }

    [Theory]
    [InlineData("ERR unknown command 'HELLO', with args beginning with: '3' 'AUTH' 'ann' 's3cret' ", "Redis 6.2 or later")]
    [InlineData("WRONGPASS invalid username-password pair s3cret", "user or password is wrong")]
    [InlineData("NOPROTO s3cret", "RESP3")]
    [InlineData("ERR Syntax error in HELLO option 's3cret'", "it refuses HELLO (ERR)")]
    [InlineData("S3CRET s3cret", "an unknown error")]
    public async Task A_refusal_says_why_and_never_the_password(string error, string words)
    {
        await using var redis = new FakeRedis(_ => new RespValue.Error(error));
        await using var client = _stand.Client(RedisStand.To(redis.Address) with { User = "ann", Password = "s3cret" });
        var told = await _stand.ToldAsync();
        told.ShouldContain(words);
        var exception = await FailsAsync(client.SendAsync(s_get, default));
        exception.Reason.ShouldBe(RedisUnavailableReason.Refused);
        (told + exception).ShouldNotContain("s3cret", Case.Insensitive);
    }

    [Theory]
    [InlineData("READONLY You can't write against a read only replica.")]
    [InlineData("ERR Error running script (call to f_1): @user_script:1: -READONLY You can't write against a read only replica.")]
    public async Task A_master_that_became_a_replica_is_left(string error)
    {
        await using var redis = new FakeRedis(words => words[0] == "SET" ? new RespValue.Error(error) : null);
        await using var client = _stand.Client(redis);
        (await _stand.ToldAsync()).ShouldBe("connected 7.0.15");
        var exception = await FailsAsync(client.SendAsync(RedisCommand.OnKey("SET", "k", "v"), default));
        (exception.Reason, exception.MayHaveBeenCarriedOut).ShouldBe((RedisUnavailableReason.NotReady, false));
        (await _stand.ToldAsync()).ShouldContain("no master any more");
        (await _stand.ToldAsync()).ShouldBe("reconnected 7.0.15");
    }

    [Fact]
    public async Task An_error_is_the_caller_s_and_leaves_the_connection_open()
    {
        await using var redis = new FakeRedis(words => words[0] == "GET" ? new RespValue.Error("WRONGTYPE no string") : words[0] == "PING" ? RespWire.Bulk("fine") : null);
        await using var client = _stand.Client(RedisStand.To(redis.Address));
        var exception = await Should.ThrowAsync<RedisErrorException>(() => client.SendAsync(s_get, default));
        (exception.Code, exception.Message, exception.MayHaveBeenCarriedOut).ShouldBe(("WRONGTYPE", "GET: WRONGTYPE no string", false));
        (await client.SendAsync(RedisCommand.Keyless("PING"), default)).AsText().ShouldBe("fine");
        (await _stand.ToldAsync()).ShouldBe("connected 7.0.15");
        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_script_that_the_server_does_not_know_is_sent_whole()
    {
        var script = new RedisScript("return 1");
        await using var redis = new FakeRedis(words => words[0] switch
        {
            "EVALSHA" => new RespValue.Error("NOSCRIPT No matching script."),
            "EVAL" => RespWire.Bulk(string.Join(' ', words[1..])),
            _ => null,
        });
        await using var client = _stand.Client(redis);
        (await client.RunAsync(script, ["k"], ["a", 7], default)).AsText().ShouldBe("return 1 1 k a 7");
        var peer = await CommandsOfAsync(redis, 1);
        (await peer.HearAsync()).ShouldBe(["EVAL", "return 1", "1", "k", "a", "7"]);
        script.Digest.ShouldBe("e0e1f9fabfc9d4800c877a703b823ac0578ff8db");
    }

    // Of the two lines, the one on which commands come.
    private static async Task<FakeRedisPeer> CommandsOfAsync(FakeRedis redis, int count)
    {
        FakeRedisPeer[] peers = [await redis.AcceptedAsync(), await redis.AcceptedAsync()];
        var first = await Task.WhenAny(peers.Select(async peer =>
        {
            await peer.HearAsync();
            return peer;
        }));
        var heard = await first;
        for (var others = 1; others < count; others++)
            await heard.HearAsync();
        return heard;
    }
}
