using System.Net;
using System.Net.Sockets;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;

namespace Wayleave.Cli.Tests.Publish;

public sealed class PublishCommandTests
{
    private readonly Terminal _terminal = new();

    [Fact]
    public async Task It_publishes_and_prints_the_id()
    {
        await using var gateway = await StartAsync();
        (await _terminal.RunAsync("publish", "user:7:events", """{"n":1}""", "--admin", gateway.AdminUrl!)).ShouldBe(0);
        _terminal.Output.ShouldMatch("^[0-9A-Za-z]{6}:1:[0-9a-f]{8}\n$");
        _terminal.Error.ShouldBe("");
    }

    [Fact]
    public async Task Under_the_same_word_it_publishes_once()
    {
        await using var gateway = await StartAsync();
        string[] args = ["publish", "news", "1", "--once", "k", "--admin", new Uri(gateway.AdminUrl!).Authority];
        await _terminal.RunAsync(args);
        await _terminal.RunAsync(args);
        var ids = _terminal.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        ids.Length.ShouldBe(2);
        ids.Distinct().Count().ShouldBe(1);
        args[2] = "2";
        (await _terminal.RunAsync(args)).ShouldBe(2);
        _terminal.Error.ShouldContain("answers 409: something else was published with this Idempotency-Key");
    }

    [Fact]
    public async Task The_event_may_come_on_standard_input()
    {
        await using var gateway = await StartAsync();
        _terminal.Input = "[1,2]";
        (await _terminal.RunAsync("publish", "news", "--admin", gateway.AdminUrl!)).ShouldBe(0);
    }

    [Theory]
    [InlineData("a b", "1", "CHANNEL: 'a b' is no channel's name")]
    [InlineData("news", "{type:done}", "JSON: '{type:done}' is no JSON")]
    public async Task What_is_wrong_is_said_before_anything_is_sent(string channel, string json, string error)
    {
        (await _terminal.RunAsync("publish", channel, json)).ShouldBe(2);
        _terminal.Error.ShouldStartWith($"wayleave publish: {error}");
    }

    [Fact]
    public async Task Where_nobody_listens_it_says_so()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string address = $"{listener.LocalEndpoint}";
        listener.Stop();
        (await _terminal.RunAsync("publish", "news", "1", "--admin", address)).ShouldBe(2);
        _terminal.Error.ShouldStartWith($"wayleave publish: --admin: {address}: ");
    }

    [Fact]
    public async Task A_key_is_taken_from_the_command_line_or_the_environment()
    {
        await using var gateway = await StartAsync("the-key-of-the-admin");
        string[] args = ["publish", "news", "1", "--admin", gateway.AdminUrl!];
        (await _terminal.RunAsync(args)).ShouldBe(2);
        _terminal.Error.ShouldContain("answers 401: the admin key is missing or wrong; give it with --key or in WAYLEAVE_ADMIN_KEY");
        (await _terminal.RunAsync([.. args, "--key", "the-key-of-the-admin"])).ShouldBe(0);
        _terminal.Environment["WAYLEAVE_ADMIN_KEY"] = "the-key-of-the-admin";
        (await _terminal.RunAsync(args)).ShouldBe(0);
    }

    private static Task<Gateway> StartAsync(string? key = null) => Gateway.StartAsync(
        new ServeSettings
        {
            Listen = [new ListenSettings(false, new IPEndPoint(IPAddress.Loopback, 0))],
            Admin = new AdminSettings(new IPEndPoint(IPAddress.Loopback, 0)) { Key = key },
            Routes = [new RouteSettings { Name = "events", Path = "/ws", Destinations = [], Channels = ["news"] }],
        },
        new GatewayOptions { Log = TextWriter.Null });
}
