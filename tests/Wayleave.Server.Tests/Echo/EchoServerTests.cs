using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Wayleave.Protocol.Echo;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;
using Wayleave.Server.Echo;

namespace Wayleave.Server.Tests.Echo;

public sealed class EchoServerTests : IAsyncLifetime
{
    private readonly EchoServer _server = EchoServer.Start(new EchoOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), MaxMessageBytes = 1000 });

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r\n", 200)]
    [InlineData("GET /healthz?x HTTP/1.1\r\nHost: a\r\n\r\n", 200)]
    [InlineData("GET /ws HTTP/1.1\r\nHost: a\r\n\r\n", 426)]
    [InlineData("GET /ws HTTP/1.0\r\n\r\n", 426)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", 426)]
    [InlineData("GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n", 400)]
    [InlineData("GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 8\r\n\r\n", 426)]
    public async Task A_request_that_opens_no_socket_is_told_what_arrived(string request, int status)
    {
        using var peer = await EchoPeer.ConnectAsync(_server);
        await peer.SendAsync(Encoding.Latin1.GetBytes(request));
        var response = await peer.ReadHeadAsync();

        response.StatusCode.ShouldBe(status);
        Arrived.IsSigned(response).ShouldBeTrue();
        if (status == 426)
            (response.Headers.First("Upgrade"), response.Headers.HasToken("Connection", "Upgrade")).ShouldBe(("websocket", true));
        var arrived = Arrived.FromJson(await peer.ReadAsync(int.Parse(response.Headers.First("Content-Length")!))).ShouldNotBeNull();
        arrived.Path.ShouldBe(request.Split(' ')[1]);
        arrived.PeerAddress.ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task A_second_request_follows_on_the_same_connection()
    {
        using var peer = await EchoPeer.ConnectAsync(_server);
        await peer.SendAsync("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"u8.ToArray());
        (await peer.ReadHeadAsync()).StatusCode.ShouldBe(426);
        var second = await peer.ReadHeadAsync();
        second.StatusCode.ShouldBe(200);
        await peer.ReadAsync(int.Parse(second.Headers.First("Content-Length")!));
        (await peer.ReadToEndAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_no_request_is_answered_and_the_connection_ends()
    {
        using var peer = await EchoPeer.ConnectAsync(_server);
        await peer.SendAsync([0x16, 0x03, 0x01]);
        var response = await peer.ReadHeadAsync();
        response.StatusCode.ShouldBe(400);
        Arrived.IsSigned(response).ShouldBeTrue();
        Encoding.ASCII.GetString(await peer.ReadToEndAsync()).ShouldBe("the method holds a character that is not allowed\n");
    }

    [Fact]
    public async Task A_socket_gives_back_what_it_gets_and_closes_first()
    {
        using var peer = await EchoPeer.ConnectAsync(_server);
        var response = await peer.OpenAsync();
        response.StatusCode.ShouldBe(101);
        Arrived.IsSigned(response).ShouldBeTrue();
        response.Headers.First("Sec-WebSocket-Protocol").ShouldBe("chat");

        await peer.SendFramesAsync(wire =>
        {
            FrameWriter.Write(wire, Opcode.Text, "hé"u8[..2], 1, fin: false);
            FrameWriter.Write(wire, Opcode.Ping, "p"u8, 2);
            FrameWriter.Write(wire, Opcode.Continuation, "hé"u8[2..], 3);
            FrameWriter.Write(wire, Opcode.Binary, [1, 2], 4);
            FrameWriter.WriteClose(wire, new ClosePayload(4001, "bye"), 5);
        });
        Convert.ToHexString(await peer.ReadToEndAsync()).ShouldBe("8A0170" + "810368C3A9" + "82020102" + "88050FA1627965");
    }

    [Fact]
    public async Task The_question_is_answered_with_the_handshake_as_it_arrived()
    {
        using var peer = await EchoPeer.ConnectAsync(_server);
        await peer.OpenAsync();
        await peer.SendFramesAsync(wire => FrameWriter.Write(wire, Opcode.Text, Encoding.UTF8.GetBytes(Arrived.Question), 9));
        var text = (await peer.ReadEventAsync()).ShouldBeOfType<MessageEvent.TextMessage>();
        var arrived = Arrived.FromJson(text.Utf8.Span).ShouldNotBeNull();
        arrived.Headers.ShouldContain(new HeaderLine("Sec-WebSocket-Protocol", "chat, other"));
    }

    [Theory]
    [InlineData(Opcode.Text, "FF", (ushort)1007)]
    [InlineData((Opcode)3, "", (ushort)1002)]
    public async Task What_breaks_the_protocol_ends_the_socket(Opcode opcode, string payload, ushort code)
    {
        using var peer = await EchoPeer.ConnectAsync(_server);
        await peer.OpenAsync();
        await peer.SendFramesAsync(wire => FrameWriter.Write(wire, opcode, Convert.FromHexString(payload), 9));
        (await peer.ReadEventAsync()).ShouldBeOfType<MessageEvent.Close>().Code.ShouldBe(code);
        (await peer.ReadToEndAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_over_the_limit_ends_in_1009_as_soon_as_it_is_announced()
    {
        using var peer = await EchoPeer.ConnectAsync(_server);
        await peer.OpenAsync();
        await peer.SendFramesAsync(wire => FrameWriter.WriteUnchecked(
            wire, new FrameHeader { Fin = true, Opcode = Opcode.Binary, Masked = true, PayloadLength = 1001 }, []));
        (await peer.ReadEventAsync()).ShouldBeOfType<MessageEvent.Close>().Code.ShouldBe((ushort)1009);
    }

    [Fact]
    public async Task Stopping_closes_open_sockets_with_1001()
    {
        using var peer = await EchoPeer.ConnectAsync(_server);
        await peer.OpenAsync();
        var stopping = _server.DisposeAsync();
        (await peer.ReadEventAsync()).ShouldBeOfType<MessageEvent.Close>().Code.ShouldBe((ushort)1001);
        peer.Dispose();
        await stopping;
    }
}
