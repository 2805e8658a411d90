using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.Server.Destinations.Naming;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Destinations.Naming;

public sealed class NamesTests
{
    private const int Answer = 0x8180;
    private const int Cut = 0x8380;
    private const int ServerFailure = 0x8182;
    private const int NoSuchName = 0x8183;
    private const ushort A = 1;
    private const ushort Aaaa = 28;

    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentQueue<string> _asked = new();

    private Names NamesOf(ResolverSettings? resolver, string hosts = "", params string[] system) => new(
        new NameSources
        {
            Hosts = () => HostsFile.Parse(hosts),
            Resolver = () => resolver,
            System = (name, _) =>
            {
                _asked.Enqueue($"system {name}");
                return system.Length > 0 ? Task.FromResult(system.Select(IPAddress.Parse).ToArray()) : throw new SocketException((int)SocketError.TryAgain);
            },
        },
        _time);

    // Answers questions for A with a function's addresses, those for AAAA with none, and notes the names asked for A.
    private FakeNameServer Server(Func<(int Flags, int Ttl, string[] Addresses)> answer) => new((question, tcp) =>
    {
        if (FakeNameServer.TypeOf(question) != A)
            return [FakeNameServer.Reply(question, answer().Flags)];
        _asked.Enqueue((tcp ? "tcp " : "") + FakeNameServer.NameOf(question));
        var (flags, ttl, addresses) = answer();
        return [FakeNameServer.Reply(question, flags, ttl, [.. addresses.Select(address => (A, IPAddress.Parse(address).GetAddressBytes()))])];
    });

    private static ResolverSettings Ask(params FakeNameServer[] servers) => new() { Servers = [.. servers.Select(server => server.EndPoint)] };

    private static async Task<string> LookUpAsync(Names names, string host)
    {
        var answer = await names.LookUpAsync(host, CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        return answer.Failure?.Kind.ToString() ?? string.Join(' ', answer.Addresses);
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(0, 1)]
    [InlineData(86400, 3600)]
    public async Task An_answer_is_kept_for_its_time_to_live_within_bounds_and_then_asked_for_again(int ttl, int keptSeconds)
    {
        var address = "192.0.2.1";
        await using var server = Server(() => (Answer, ttl, [address]));
        var names = NamesOf(Ask(server));

        (await LookUpAsync(names, "app.test")).ShouldBe("192.0.2.1");
        address = "192.0.2.2";
        _time.Advance(TimeSpan.FromSeconds(keptSeconds) - TimeSpan.FromTicks(1));
        (await LookUpAsync(names, "APP.test")).ShouldBe("192.0.2.1");
        _time.Advance(TimeSpan.FromTicks(1));
        (await LookUpAsync(names, "app.test")).ShouldBe("192.0.2.2");
        _asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Both_families_are_asked_for_and_taken_in_turn()
    {
        await using var server = new FakeNameServer((question, _) => [FakeNameServer.TypeOf(question) == Aaaa
            ? FakeNameServer.Reply(question, Answer, (Aaaa, IPAddress.Parse("2001:db8::1").GetAddressBytes()), (Aaaa, IPAddress.Parse("2001:db8::2").GetAddressBytes()))
            : FakeNameServer.Reply(question, Answer, (A, [192, 0, 2, 1]), (A, [192, 0, 2, 2]), (A, [192, 0, 2, 3]))]);
        (await LookUpAsync(NamesOf(Ask(server)), "app.test")).ShouldBe("2001:db8::1 192.0.2.1 2001:db8::2 192.0.2.2 192.0.2.3");
    }

    [Fact]
    public async Task An_answer_that_does_not_fit_is_asked_for_again_over_TCP()
    {
        await using var server = new FakeNameServer((question, tcp) => [
            FakeNameServer.TypeOf(question) != A ? FakeNameServer.Reply(question, Answer)
            : tcp ? FakeNameServer.Reply(question, Answer, (A, [192, 0, 2, 9]))
            : FakeNameServer.Reply(question, Cut, (A, [192, 0, 2, 1]))]);
        (await LookUpAsync(NamesOf(Ask(server)), "app.test")).ShouldBe("192.0.2.9");
    }

    [Fact]
    public async Task An_answer_to_another_question_is_passed_over()
    {
        await using var server = new FakeNameServer((question, _) =>
        {
            var reply = FakeNameServer.Reply(question, Answer, (A, [192, 0, 2, 1]));
            var forged = FakeNameServer.Reply(question, Answer, (A, [203, 0, 113, 66]));
            forged[0] ^= 1;
            return FakeNameServer.TypeOf(question) == A ? [forged, reply] : [FakeNameServer.Reply(question, Answer)];
        });
        (await LookUpAsync(NamesOf(Ask(server)), "app.test")).ShouldBe("192.0.2.1");
    }

    [Theory]
    [InlineData(NoSuchName)]
    [InlineData(Answer)]
    public async Task That_a_name_has_no_address_is_kept_for_five_seconds(int flags)
    {
        (int, int, string[]) answer = (flags, 60, []);
        await using var server = Server(() => answer);
        var names = NamesOf(Ask(server));

        (await LookUpAsync(names, "app.test")).ShouldBe("NameNotFound");
        answer = (Answer, 60, ["192.0.2.1"]);
        _time.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        (await LookUpAsync(names, "app.test")).ShouldBe("NameNotFound");
        _time.Advance(TimeSpan.FromTicks(1));
        (await LookUpAsync(names, "app.test")).ShouldBe("192.0.2.1");
    }

    [Fact]
    public async Task A_name_that_is_gone_is_gone_though_it_was_there()
    {
        (int, int, string[]) answer = (Answer, 60, ["192.0.2.1"]);
        await using var server = Server(() => answer);
        var names = NamesOf(Ask(server));

        await LookUpAsync(names, "app.test");
        answer = (NoSuchName, 60, []);
        _time.Advance(TimeSpan.FromSeconds(60));
        (await LookUpAsync(names, "app.test")).ShouldBe("NameNotFound");
    }

    [Fact]
    public async Task The_next_server_is_asked_when_one_is_silent_and_then_first_of_all()
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var times = 0;
        await using var silent = new FakeNameServer((_, _) =>
        {
            Interlocked.Increment(ref times);
            heard.TrySetResult();
            return [];
        });
        await using var server = Server(() => (Answer, 60, ["192.0.2.1"]));
        var names = NamesOf(Ask(silent, server));

        var looking = LookUpAsync(names, "app.test");
        await heard.Task;
        _time.Advance(TimeSpan.FromSeconds(2));
        (await looking).ShouldBe("192.0.2.1");

        var before = Volatile.Read(ref times);
        (await LookUpAsync(names, "other.test")).ShouldBe("192.0.2.1");
        Volatile.Read(ref times).ShouldBe(before);
    }

    [Fact]
    public async Task The_next_server_is_asked_when_one_refuses_to_tell()
    {
        await using var failing = Server(() => (ServerFailure, 60, []));
        await using var server = Server(() => (Answer, 60, ["192.0.2.1"]));
        (await LookUpAsync(NamesOf(Ask(failing, server)), "app.test")).ShouldBe("192.0.2.1");
    }

    [Fact]
    public async Task A_failure_keeps_the_last_good_answer_and_is_repeated_at_growing_distances()
    {
        (int, int, string[]) answer = (Answer, 10, ["192.0.2.1"]);
        await using var server = Server(() => answer);
        var names = NamesOf(Ask(server) with { Attempts = 1 });
        await LookUpAsync(names, "app.test");

        answer = (ServerFailure, 0, []);
        _time.Advance(TimeSpan.FromSeconds(10));
        foreach (var seconds in (int[])[1, 2, 4, 8, 16, 30, 30])
        {
            _asked.Clear();
            (await LookUpAsync(names, "app.test")).ShouldBe("192.0.2.1");
            _asked.ShouldBe(["app.test", "system app.test"]);
            _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
            (await LookUpAsync(names, "app.test")).ShouldBe("192.0.2.1");
            _asked.Count.ShouldBe(2);
            _time.Advance(TimeSpan.FromTicks(1));
        }

        answer = (Answer, 10, ["192.0.2.2"]);
        (await LookUpAsync(names, "app.test")).ShouldBe("192.0.2.2");
    }

    [Fact]
    public async Task Whoever_waits_for_fresh_records_gets_the_last_good_ones_after_less_than_two_seconds()
    {
        var silent = false;
        await using var server = new FakeNameServer((question, _) => silent ? [] : [FakeNameServer.Reply(question, Answer, (A, [192, 0, 2, 1]))]);
        var names = NamesOf(Ask(server));
        await LookUpAsync(names, "app.test");

        silent = true;
        _time.Advance(TimeSpan.FromSeconds(60));
        var looking = LookUpAsync(names, "app.test");
        _time.Advance(TimeSpan.FromSeconds(1.8));
        (await looking).ShouldBe("192.0.2.1");
        // The next one does not wait for what has kept another waiting.
        _time.Advance(TimeSpan.FromMilliseconds(100));
        LookUpAsync(names, "app.test").IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task One_look_up_serves_all_who_wait_and_survives_those_who_give_up()
    {
        using var open = new ManualResetEventSlim();
        await using var server = Server(() =>
        {
            open.Wait(TimeSpan.FromSeconds(10));
            return (Answer, 60, ["192.0.2.1"]);
        });
        var names = NamesOf(Ask(server));
        using var impatient = new CancellationTokenSource();

        var given = names.LookUpAsync("app.test", impatient.Token).AsTask();
        var waiting = Enumerable.Range(0, 10).Select(_ => LookUpAsync(names, "app.test")).ToArray();
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(given);
        open.Set();

        (await Task.WhenAll(waiting)).ShouldAllBe(answer => answer == "192.0.2.1");
        _asked.ShouldBe(["app.test"]);
    }

    [Fact]
    public async Task The_search_list_is_gone_through_until_a_name_has_an_address()
    {
        await using var server = new FakeNameServer((question, _) =>
        {
            if (FakeNameServer.TypeOf(question) == A)
                _asked.Enqueue(FakeNameServer.NameOf(question));
            return [FakeNameServer.NameOf(question) == "app.second.test" && FakeNameServer.TypeOf(question) == A
                ? FakeNameServer.Reply(question, Answer, (A, [192, 0, 2, 1]))
                : FakeNameServer.Reply(question, NoSuchName)];
        });
        (await LookUpAsync(NamesOf(Ask(server) with { Search = ["first.test", "second.test"] }), "app")).ShouldBe("192.0.2.1");
        _asked.ShouldBe(["app.first.test", "app.second.test"]);
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8::7", "2001:db8::7")]
    [InlineData("localhost", "::1 127.0.0.1")]
    [InlineData("app.LOCALHOST.", "::1 127.0.0.1")]
    [InlineData("db", "192.0.2.10")]
    [InlineData("printer.local", "192.0.2.20")]
    [InlineData("elsewhere.test", "192.0.2.20")]
    public async Task What_needs_no_name_server_or_has_none_is_answered_without(string host, string answer) =>
        (await LookUpAsync(NamesOf(null, "192.0.2.10 db database # ours", "192.0.2.20"), host)).ShouldBe(answer);

    [Fact]
    public async Task Multicast_names_are_the_systems_business()
    {
        await using var server = Server(() => (Answer, 60, ["192.0.2.1"]));
        (await LookUpAsync(NamesOf(Ask(server), "", "192.0.2.20"), "printer.local")).ShouldBe("192.0.2.20");
        _asked.ShouldBe(["system printer.local"]);
    }

    [Fact]
    public async Task The_system_is_asked_where_no_server_answers_and_its_word_holds_thirty_seconds()
    {
        await using var failing = Server(() => (ServerFailure, 60, []));
        var names = NamesOf(Ask(failing) with { Attempts = 1 }, "", "192.0.2.20");

        (await LookUpAsync(names, "app.test")).ShouldBe("192.0.2.20");
        _time.Advance(TimeSpan.FromSeconds(30) - TimeSpan.FromTicks(1));
        await LookUpAsync(names, "app.test");
        _asked.Count.ShouldBe(2);
        _time.Advance(TimeSpan.FromTicks(1));
        await LookUpAsync(names, "app.test");
        _asked.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Without_any_answer_the_name_is_unknown_and_asked_for_again_soon()
    {
        (int, int, string[]) answer = (ServerFailure, 60, []);
        await using var server = Server(() => answer);
        var names = NamesOf(Ask(server));

        (await LookUpAsync(names, "app.test")).ShouldBe("NameUnknown");
        answer = (Answer, 60, ["192.0.2.1"]);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await LookUpAsync(names, "app.test")).ShouldBe("192.0.2.1");
    }

    [Theory]
    [InlineData("a..b")]
    [InlineData("ä")]
    public async Task What_is_no_name_is_not_found(string host)
    {
        await using var server = Server(() => (Answer, 60, ["192.0.2.1"]));
        (await LookUpAsync(NamesOf(Ask(server)), host)).ShouldBe("NameNotFound");
        _asked.ShouldBeEmpty();
    }
}
