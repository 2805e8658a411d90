using Wayleave.Probing.Tests.Peers;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Http;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Tests.Sessions;

public sealed class SessionTests
{
    [Fact]
    public async Task A_wrong_accept_is_a_flaw_and_the_session_is_looked_at_all_the_same()
    {
        await using var peer = AfterSwitch((connection, _) => connection.EchoAsync(), new HeaderLine("Sec-WebSocket-Accept", "bm90IHRoaXM="));

        var browser = (await Doctor.ExamineAsync(peer.Url())).Browser();

        browser.Flaws.ShouldBe([HandshakeFlaw.AcceptWrong]);
        browser.Opened.ShouldBeFalse();
        browser.Session!.End.Kind.ShouldBe(EndKind.ClosedByUs);
    }

    [Fact]
    public async Task A_refusal_after_the_101_shows_its_code_on_the_browsers_socket_and_on_the_varied_ones()
    {
        await using var peer = AfterSwitch(async (connection, request) =>
        {
            if (request.Headers.First("Origin") is null)
                await connection.EchoAsync();
            else
                await connection.SendCloseAsync(1008, "origin");
        });

        var run = await Doctor.ExamineAsync(peer.Url());

        var end = run.Browser().Session!.End;
        end.Kind.ShouldBe(EndKind.CloseFrame);
        end.Code.ShouldBe(1008);
        end.Reason.ShouldBe("origin");
        run.Handshake(Variation.ForeignOrigin).Session!.End.Code.ShouldBe(1008);
        run.Handshake(Variation.NoOrigin).Session!.End.Kind.ShouldBe(EndKind.ClosedByUs);
    }

    [Theory]
    [InlineData(Opcode.Text, true, false, "masked")]
    [InlineData((Opcode)3, false, false, "reserved")]
    [InlineData(Opcode.Text, false, true, "reserved bit")]
    public async Task A_frame_that_the_RFC_forbids_is_a_violation_with_its_reason(Opcode opcode, bool masked, bool rsv1, string reason)
    {
        await using var peer = AfterSwitch(async (connection, _) =>
        {
            await connection.SendFrameAsync(opcode, "hi"u8.ToArray(), masked ? 0x01020304u : null, rsv1: rsv1);
            await connection.KeepSilentAsync();
        });

        var end = (await Doctor.ExamineAsync(peer.Url())).Browser().Session!.End;

        end.Kind.ShouldBe(EndKind.ProtocolViolation);
        end.Detail.ShouldContain(reason);
    }

    [Fact]
    public async Task Text_that_is_not_UTF8_is_a_violation()
    {
        await using var peer = AfterSwitch(async (connection, _) =>
        {
            await connection.SendFrameAsync(Opcode.Text, new byte[] { 0xff, 0xfe });
            await connection.KeepSilentAsync();
        });

        var end = (await Doctor.ExamineAsync(peer.Url())).Browser().Session!.End;

        end.Kind.ShouldBe(EndKind.ProtocolViolation);
        end.Detail.ShouldContain("UTF-8");
    }

    [Fact]
    public async Task A_connection_that_ends_without_a_close_frame_is_an_end_of_file()
    {
        await using var peer = AfterSwitch((_, _) => Task.CompletedTask);

        (await Doctor.ExamineAsync(peer.Url())).Browser().Session!.End.Kind.ShouldBe(EndKind.Eof);
    }

    [Fact]
    public async Task A_reset_of_an_open_socket_is_a_reset()
    {
        await using var peer = AfterSwitch(async (connection, _) =>
        {
            // The ping of ours shows that the switch has been seen: a reset may overtake unread bytes.
            var once = new byte[1];
            await connection.Stream.ReadExactlyAsync(once, connection.Stopped);
            connection.Reset();
        });

        (await Doctor.ExamineAsync(peer.Url())).Browser().Session!.End.Kind.ShouldBe(EndKind.Reset);
    }

    [Fact]
    public async Task Frames_that_come_with_the_101_are_not_lost()
    {
        await using var peer = FakePeer.Answering(async (connection, request) =>
        {
            if (request.Headers.First("Sec-WebSocket-Key") is not { } key)
                return;
            var head = $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {Wayleave.Protocol.Handshake.AcceptKey.For(key)}\r\n\r\n";
            await connection.SendAsync((byte[])[.. System.Text.Encoding.ASCII.GetBytes(head), 0x81, 0x02, (byte)'h', (byte)'i']);
            await connection.EchoAsync();
        });

        var frame = (await Doctor.ExamineAsync(peer.Url())).Browser().Session!.Frames[0];

        frame.ShouldBe(new FrameFacts(frame.AtMs, false, "text", true, 2, "hi"));
    }

    [Fact]
    public async Task A_ping_of_the_peer_is_answered_with_its_payload()
    {
        var answered = new TaskCompletionSource<string>();
        await using var peer = AfterSwitch(async (connection, _) =>
        {
            await connection.SendFrameAsync(Opcode.Ping, "are you there"u8.ToArray());
            await connection.EchoAsync(happened =>
            {
                if (happened is MessageEvent.Pong pong)
                    answered.TrySetResult(System.Text.Encoding.ASCII.GetString(pong.Payload.Span));
                return Task.FromResult(happened is MessageEvent.Pong);
            });
        });

        await Doctor.ExamineAsync(peer.Url());

        answered.Task.IsCompleted.ShouldBeTrue();
        (await answered.Task).ShouldBe("are you there");
    }

    [Fact]
    public async Task A_ping_that_is_not_answered_and_a_close_that_is_not_answered_are_told()
    {
        await using var peer = AfterSwitch((connection, _) => connection.KeepSilentAsync());

        var session = (await Doctor.ExamineAsync(peer.Url())).Browser().Session!;

        session.PingUnanswered.ShouldBeTrue();
        session.PingMs.ShouldBeNull();
        session.End.Kind.ShouldBe(EndKind.ClosedByUsUnanswered);
    }

    [Fact]
    public async Task A_stranger_is_sent_nothing_but_control_frames()
    {
        await using var peer = AfterSwitch((connection, _) => connection.EchoAsync());

        var run = await Doctor.ExamineAsync(peer.Url());

        run.Probes.OfType<HandshakeProbe>().Where(probe => probe.Session is not null).SelectMany(probe => probe.Session!.Frames)
            .Where(frame => frame.Sent).ShouldAllBe(frame => frame.Opcode == "ping" || frame.Opcode == "close");
        run.Browser().Session!.Echoes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_text_to_be_sent_is_sent_once_and_its_return_is_told()
    {
        await using var peer = AfterSwitch((connection, _) => connection.EchoAsync());

        var run = await Doctor.ExamineAsync(Doctor.Options(peer.Url()) with { Send = "hello" });

        run.Browser().Session!.Echoes.ShouldHaveSingleItem().Returned.ShouldBeTrue();
        run.Probes.OfType<HandshakeProbe>().SelectMany(probe => probe.Session!.Frames).Count(frame => frame.Sent && frame.Text == "hello").ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_other_than_what_was_sent_is_told()
    {
        await using var peer = AfterSwitch(async (connection, _) => await connection.EchoAsync(async happened =>
        {
            if (happened is not MessageEvent.TextMessage)
                return false;
            await connection.SendFrameAsync(Opcode.Text, "who are you?"u8.ToArray());
            return true;
        }));

        var echo = (await Doctor.ExamineAsync(Doctor.Options(peer.Url()) with { Send = "hello" })).Browser().Session!.Echoes.ShouldHaveSingleItem();

        echo.Returned.ShouldBeFalse();
        echo.Detail.ShouldContain("who are you?");
    }

    [Fact]
    public async Task A_disguised_101_is_a_flaw()
    {
        await using var peer = FakePeer.Saying("HTTP/1.1 200 OK\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: x\r\nContent-Length: 0\r\n\r\n");

        (await Doctor.ExamineAsync(peer.Url())).Browser().Flaws.ShouldBe([HandshakeFlaw.StatusDisguised]);
    }

    [Fact]
    public async Task Only_the_first_64_frames_are_kept()
    {
        await using var peer = AfterSwitch(async (connection, _) =>
        {
            for (var i = 0; i < 100; i++)
                await connection.SendFrameAsync(Opcode.Text, "tick"u8.ToArray());
            await connection.EchoAsync();
        });

        var session = (await Doctor.ExamineAsync(peer.Url())).Browser().Session!;

        session.Frames.Length.ShouldBe(64);
        session.FramesCut.ShouldBeTrue();
        session.End.Kind.ShouldBe(EndKind.ClosedByUs);
    }

    private static FakePeer AfterSwitch(Func<PeerConnection, RequestHead, Task> then, HeaderLine? instead = null) =>
        FakePeer.Answering(async (connection, request) =>
        {
            if (!request.Headers.Contains("Sec-WebSocket-Key"))
                return;
            var head = Wayleave.Protocol.Handshake.HandshakeResponse.Accept(request);
            await connection.SendAsync(instead is { } line ? head with { Headers = head.Headers.Set(line.Name, line.Value) } : head);
            await then(connection, request);
        });
}
