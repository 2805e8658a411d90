using System.Net;
using Wayleave.Rules.Facts;
using Wayleave.TestKit;

namespace Wayleave.Probing.Tests.Names;

public sealed class ResolverProbeTests
{
    private const int Answer = 0x8180;
    private const int Cut = 0x8380;
    private const ushort A = 1;
    private const ushort Cname = 5;

    private static readonly byte[] Loopback = [127, 0, 0, 1];

    private static async Task<DnsProbe> AskAsync(FakeNameServer server, string host = "app.invalid")
    {
        var options = Doctor.Options(new Uri($"ws://{host}/ws")) with { Resolver = server.EndPoint };
        return (await Doctor.ExamineAsync(options)).Probes.OfType<DnsProbe>().Single(probe => probe.Name == "dns-resolver");
    }

    [Fact]
    public async Task Addresses_CNAMEs_and_times_to_live_are_what_the_name_server_says()
    {
        await using var server = new FakeNameServer((question, _) => [FakeNameServer.TypeOf(question) == A
            ? FakeNameServer.Reply(question, Answer, (Cname, [4, (byte)'e', (byte)'d', (byte)'g', (byte)'e', 0]), (A, Loopback))
            : FakeNameServer.Reply(question, Answer)]);

        var probe = await AskAsync(server);

        probe.Addresses.ShouldBe(["127.0.0.1"]);
        probe.CnameChain.ShouldBe(["edge"]);
        probe.TtlSeconds.ShouldBe(60);
        probe.Failure.ShouldBeNull();
    }

    [Fact]
    public async Task An_answer_that_does_not_fit_is_asked_for_again_over_TCP()
    {
        await using var server = new FakeNameServer((question, tcp) => [tcp && FakeNameServer.TypeOf(question) == A
            ? FakeNameServer.Reply(question, Answer, (A, Loopback))
            : FakeNameServer.Reply(question, tcp ? Answer : Cut)]);

        (await AskAsync(server)).Addresses.ShouldBe(["127.0.0.1"]);
    }

    [Fact]
    public async Task A_forged_answer_with_another_id_is_not_taken()
    {
        await using var server = new FakeNameServer((question, _) =>
        {
            var forged = FakeNameServer.Reply(question, Answer, (A, [127, 6, 6, 6]));
            forged[0] ^= 0xFF;
            return [forged, FakeNameServer.TypeOf(question) == A ? FakeNameServer.Reply(question, Answer, (A, Loopback)) : FakeNameServer.Reply(question, Answer)];
        });

        (await AskAsync(server)).Addresses.ShouldBe(["127.0.0.1"]);
    }

    [Fact]
    public async Task A_name_that_it_does_not_know_is_a_failure_with_its_code()
    {
        await using var server = new FakeNameServer((question, _) => [FakeNameServer.Reply(question, 0x8183)]);

        var failure = (await AskAsync(server)).Failure.ShouldNotBeNull();
        failure.Kind.ShouldBe(FailureKind.NameNotFound);
        failure.Text.ShouldContain("NameError");
    }

    [Fact]
    public async Task A_name_server_that_answers_garbage_is_a_failure_within_the_deadline()
    {
        await using var server = new FakeNameServer((_, _) => [[1, 2, 3]]);

        (await AskAsync(server)).Failure.ShouldNotBeNull().Kind.ShouldBe(FailureKind.TimedOut);
    }

    [Fact]
    public async Task An_address_that_only_the_name_server_knows_is_tried_by_TCP()
    {
        await using var server = new FakeNameServer((question, _) => [FakeNameServer.TypeOf(question) == A
            ? FakeNameServer.Reply(question, Answer, (A, [127, 0, 0, 9]))
            : FakeNameServer.Reply(question, Answer)]);
        var options = Doctor.Options(new Uri("ws://localhost:1/ws")) with { Resolver = server.EndPoint };

        (await Doctor.ExamineAsync(options)).Probes.OfType<TcpProbe>().ShouldContain(probe => probe.Address == "127.0.0.9:1");
    }

    [Fact]
    public async Task A_literal_address_is_asked_of_nobody()
    {
        await using var server = new FakeNameServer((question, _) => [FakeNameServer.Reply(question, Answer)]);
        var options = Doctor.Options(new Uri($"ws://{IPAddress.Loopback}:1/ws")) with { Resolver = server.EndPoint };

        (await Doctor.ExamineAsync(options)).Probes.OfType<DnsProbe>().ShouldBeEmpty();
    }
}
