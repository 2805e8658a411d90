using Wayleave.Conformance.Chains;

namespace Wayleave.Conformance.Serve.Apps;

/// <summary>npm's servers and their own clients.</summary>
[Collection<AppsCollection>]
public sealed class NodeAppsTests(AppsWorld world)
{
    [Theory]
    [InlineData("ws", 1)]
    [InlineData("wss", 1)]
    [InlineData("wss", 2)]
    public async Task Ws_takes_a_socket(string scheme, int version)
    {
        world.Needs("ws");
        var address = world.AddressOf("ws");
        using var socket = await Caller.OpenAsync(address.Url(scheme), address.Origin(scheme), version: new Version(version, version == 2 ? 0 : 1));
        await socket.EchoesAsync();
    }

    [Theory]
    [InlineData("ws")]
    [InlineData("wss")]
    public async Task Ws_and_its_client_compress_end_to_end_and_close_with_their_own_code(string scheme)
    {
        world.Needs("ws");
        var address = world.AddressOf("ws");
        var run = await ProgramRun.NodeAsync("ws_client.js", address.Url(scheme).AbsoluteUri, address.Origin(scheme));
        run.Lines().ShouldBe(["permessage-deflate 4001 all came"]);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task Socket_IO_begins_with_polling_and_goes_over_to_a_socket(string scheme)
    {
        world.Needs("socketio");
        AppsWorld.SkipFor(NodePackages.Lacking("socket.io-client"));
        var run = await ProgramRun.NodeAsync("socketio_client.js", world.AddressOf("socketio").Url(scheme).AbsoluteUri);
        run.Lines().ShouldBe(["begins with polling", "goes over to websocket", "hello 00ff over websocket"]);
    }

    [Theory]
    [InlineData("http", "WebSockets", "WebSocketTransport")]
    [InlineData("https", "WebSockets", "WebSocketTransport")]
    [InlineData("https", "ServerSentEvents", "ServerSentEventsTransport")]
    [InlineData("https", "LongPolling", "LongPollingTransport")]
    public async Task SignalR_calls_a_hub_and_reads_its_stream(string scheme, string transport, string used)
    {
        world.Needs("signalr");
        var address = world.AddressOf("signalr");
        var run = await ProgramRun.NodeAsync("signalr_client.js", address.Url(scheme, "/hub").AbsoluteUri, transport);
        run.Lines().ShouldBe([$"host {address.Url(scheme).Authority}", "sum 3", "counted 1 2 3 4 5", $"transport {used}"]);
    }

    [Fact]
    public async Task Node_RED_s_editor_opens_and_its_socket_tells_what_flows()
    {
        world.Needs("node-red");
        AppsWorld.SkipFor(BrowserRun.Lacking);
        foreach (var (job, scheme) in new[] { ("node-red", "ws"), ("node-red-tls", "wss") })
        {
            var page = (await world.BrowserAsync())[job];
            page["errors"]!.AsArray().ShouldBeEmpty();
            page["sockets"]!.AsArray().Select(s => (string)s!).ShouldBe([world.AddressOf("node-red").Url(scheme, "/comms").AbsoluteUri]);
        }
    }
}
