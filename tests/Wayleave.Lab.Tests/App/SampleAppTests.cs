using System.Text;
using System.Text.Json;
using Wayleave.Lab.App;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;
using Wayleave.Lab.Tests.Bench;
using Wayleave.Protocol.Frames;
using System.Buffers;

namespace Wayleave.Lab.Tests.App;

public sealed class SampleAppTests
{
    [Fact]
    public async Task The_page_needs_nothing_from_outside()
    {
        await using var app = SampleApp.Start();
        await using var chain = await LabChain.StartAsync(LabPlan.Parse("nginx"), app.Url);
        await using var caller = await Caller.ConnectAsync(chain);
        var head = await caller.AskAsync("GET", "/", []);
        head!.Headers.First("Content-Type").ShouldBe("text/html; charset=utf-8");
        string page = await caller.BodyAsync(head);
        page.ShouldContain("new WebSocket(");
        page.ShouldNotContain("http://");
        page.ShouldNotContain("https://");
    }

    [Fact]
    public async Task A_chat_line_and_an_uploads_progress_come_over_the_socket()
    {
        await using var app = SampleApp.Start();
        await using var chain = await LabChain.StartAsync(LabPlan.Parse("nginx"), app.Url);
        await using var caller = await Caller.ConnectAsync(chain);
        (await caller.UpgradeAsync())!.StatusCode.ShouldBe(101);
        var reader = new MessageReader(Role.Client);
        var hello = await NextAsync(caller, reader, "hello");
        hello.GetProperty("values").GetArrayLength().ShouldBe(121);
        string name = hello.GetProperty("name").GetString()!;

        var said = new ArrayBufferWriter<byte>();
        FrameWriter.Write(said, Opcode.Text, "good <b>morning</b>"u8, maskingKey: 1);
        await caller.SendAsync(said.WrittenMemory);
        var chat = await NextAsync(caller, reader, "chat");
        chat.GetProperty("text").GetString().ShouldBe("good <b>morning</b>");
        chat.GetProperty("from").GetString().ShouldBe(name);

        await using var sender = await Caller.ConnectAsync(chain);
        var done = await sender.AskAsync("POST", "/upload?to=" + name, [new("Content-Length", "100000")], new string('u', 100_000));
        (await sender.BodyAsync(done!)).ShouldBe("100000 bytes\n");
        JsonElement progress;
        do
            progress = await NextAsync(caller, reader, "upload");
        while (progress.GetProperty("got").GetInt64() < 100_000);
        progress.GetProperty("of").GetInt64().ShouldBe(100_000);
    }

    [Fact]
    public async Task A_plain_request_for_the_socket_is_told_what_is_missing()
    {
        await using var app = SampleApp.Start();
        await using var chain = await LabChain.StartAsync(LabPlan.Parse("nginx:strip-upgrade"), app.Url);
        await using var caller = await Caller.ConnectAsync(chain);
        var head = await caller.UpgradeAsync();
        head!.StatusCode.ShouldBe(426);
        (await caller.BodyAsync(head)).ShouldContain("\"Upgrade: websocket\" is missing");
    }

    /// <summary>The next message of that type; the chart's go by.</summary>
    private static async Task<JsonElement> NextAsync(Caller caller, MessageReader reader, string type)
    {
        while (true)
        {
            MessageEvent? happened = null;
            while (happened is null)
                happened = reader.Read(await caller.ReadAsync(1), out _);
            var message = JsonDocument.Parse(((MessageEvent.TextMessage)happened).Utf8).RootElement;
            if (message.GetProperty("type").GetString() == type)
                return message;
        }
    }
}
