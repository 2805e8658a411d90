using System.Net;
using System.Text.Json;
using Wayleave.Server.Echo;

namespace Wayleave.Cli.Tests.Connect;

/// <summary>Conversations with a server on loopback. Every one ends by itself: with a close, or with the end of the input.</summary>
public sealed class ConnectTests : IAsyncDisposable
{
    private readonly EchoServer _server = EchoServer.Start(new EchoOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0) });
    private readonly Terminal _terminal = new();

    private string Socket => $"ws://{_server.EndPoint}/ws";

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    // The echo arrives after the line was sent: the input goes on when the far end has spoken.
    private Task<int> TalkAsync(string input, params string[] options)
    {
        _terminal.Input = input;
        return _terminal.RunAsync(["connect", Socket, "--linger", "300ms", .. options]);
    }

    [Fact]
    public async Task Lines_are_sent_and_what_comes_back_is_shown()
    {
        (await TalkAsync("hello\n")).ShouldBe(0);
        _terminal.Output.ShouldContain("→ hello");
        _terminal.Output.ShouldContain("← hello");
        _terminal.Output.ShouldContain("closed with 1000");
    }

    [Fact]
    public async Task Events_come_as_json_lines()
    {
        (await TalkAsync("hello\n/ping x\n/binary 01 ff\n", "--json")).ShouldBe(0);
        JsonElement[] events = [.. _terminal.Output.Trim().Split('\n').Select(l => JsonDocument.Parse(l).RootElement)];
        events[0].GetProperty("event").GetString().ShouldBe("open");
        events[^1].GetProperty("event").GetString().ShouldBe("end");
        events[^1].GetProperty("code").GetInt32().ShouldBe(1000);
        string[] heard = [.. events.Where(e => e.TryGetProperty("direction", out var d) && d.GetString() == "in").Select(e => e.GetProperty("opcode").GetString()!)];
        heard.ShouldBe(["text", "pong", "binary", "close"], ignoreOrder: true);
        events.Single(e => e.TryGetProperty("hex", out _) && e.GetProperty("direction").GetString() == "in").GetProperty("hex").GetString().ShouldBe("01ff");
    }

    [Fact]
    public async Task Close_sends_the_code_given_and_ends()
    {
        (await TalkAsync("/close 4001\nnever sent\n", "--json")).ShouldBe(0);
        _terminal.Output.ShouldContain("\"code\":4001");
        _terminal.Output.ShouldNotContain("never sent");
    }

    [Theory]
    [InlineData("/close 1005", "is no close code that may be sent")]
    [InlineData("/close x", "is no close code that may be sent")]
    [InlineData("/binary xyz", "is not hexadecimal")]
    [InlineData("/binary", "is not hexadecimal")]
    [InlineData("/frobnicate", "there is no /frobnicate")]
    public async Task A_line_that_is_no_command_is_told_so_and_the_conversation_goes_on(string line, string complaint)
    {
        (await TalkAsync(line + "\n//still here\n")).ShouldBe(0);
        _terminal.Error.ShouldContain(complaint);
        _terminal.Output.ShouldContain("← /still here");
    }

    [Fact]
    public async Task A_refused_handshake_is_shown_whole()
    {
        using var listener = new HttpAnswer("HTTP/1.1 403 Forbidden\r\nServer: sample\r\nX-Why: origin\r\nContent-Length: 8\r\n\r\ngo away\n");
        (await _terminal.RunAsync("connect", $"ws://{listener.EndPoint}/ws", "--cookie", "sid=abcdefgh12")).ShouldBe(1);
        foreach (string part in new[] { "GET /ws HTTP/1.1", "Upgrade: websocket", "HTTP/1.1 403 Forbidden", "X-Why: origin", "go away", "wayleave doctor ws://" }) _terminal.Output.ShouldContain(part);
        _terminal.Output.ShouldNotContain("abcdefgh12");
    }

    [Theory]
    [InlineData("", "which URL?")]
    [InlineData("example.com", "has no scheme")]
    [InlineData("ws://a/ --heartbeat x", "--heartbeat: 'x' is not a duration")]
    public async Task A_bad_argument_is_told_in_a_line(string line, string complaint)
    {
        (await _terminal.RunAsync(["connect", .. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)])).ShouldBe(2);
        _terminal.Error.ShouldContain(complaint);
    }
}
