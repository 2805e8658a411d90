using Wayleave.Server.Configuration;
using Wayleave.TestKit.Programs;

namespace Wayleave.Server.Tests.Events;

/// <summary>Channels in memory over a restart.</summary>
public sealed class EventStateTests : IDisposable
{
    private readonly ScratchFolder _folder = new("state");

    private string File => Path.Combine(_folder.Path, "deep", "events.state");

    private EventSettings Settings => new() { State = File };

    [Fact]
    public async Task A_client_goes_on_behind_a_restart_where_it_was()
    {
        string id;
        await using (var rig = await EventRig.StartAsync(Settings))
        {
            (_, id) = await rig.PublishAsync("user:7:events", """{"n":1}""");
            await rig.PublishAsync("user:7:events", """{"n":2}""", key: "k");
        }

        await using var next = await EventRig.StartAsync(Settings);
        System.IO.File.Exists(File).ShouldBeFalse("a process that dies must leave none behind");
        using var client = await next.OpenAsync($"/ws/7?v=1&since={id}");
        (await client.JsonAsync()).GetProperty("type").GetString().ShouldBe("hello");
        (await client.JsonAsync()).GetProperty("resume").GetString().ShouldBe("ok");
        (await client.JsonAsync()).GetProperty("data").GetProperty("n").GetInt32().ShouldBe(2);
        (await next.PublishAsync("user:7:events", """{"n":2}""", key: "k")).Status.ShouldBe(201);
        (await next.PublishAsync("user:7:events", """{"n":3}""", key: "k")).Status.ShouldBe(409);
        (await next.PublishAsync("user:7:events", """{"n":3}""")).Said.ShouldStartWith(id.Split(':')[0] + ":3:");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_file_that_is_not_as_it_was_written_is_not_believed(int changed)
    {
        string id;
        await using (var rig = await EventRig.StartAsync(Settings))
            (_, id) = await rig.PublishAsync("user:7:events", """{"n":1}""");
        var bytes = await System.IO.File.ReadAllBytesAsync(File);
        if (changed < 0)
            Array.Resize(ref bytes, bytes.Length - 1);
        else
            bytes[changed == 0 ? bytes.Length / 2 : 0] ^= 1;
        await System.IO.File.WriteAllBytesAsync(File, bytes);

        using var log = new StringWriter();
        await using var next = await EventRig.StartAsync(Settings, new Server.Serving.GatewayOptions { Log = TextWriter.Synchronized(log) });
        using var client = await next.OpenAsync($"/ws/7?since={id}");
        (await client.JsonAsync()).GetProperty("resume").GetString().ShouldBe("gap");
        (await client.JsonAsync()).GetProperty("reason").GetString().ShouldBe("epoch");
    }

    [Fact]
    public async Task Without_a_file_channels_end_with_the_process()
    {
        string id;
        await using (var rig = await EventRig.StartAsync())
            (_, id) = await rig.PublishAsync("user:7:events", """{"n":1}""");
        await using var next = await EventRig.StartAsync();
        using var client = await next.OpenAsync($"/ws/7?since={id}");
        (await client.JsonAsync()).GetProperty("resume").GetString().ShouldBe("gap");
    }

    public void Dispose() => _folder.Dispose();
}
