using Wayleave.Probing.Sessions;
using Wayleave.Probing.Tests.Peers;
using Wayleave.Protocol.Echo;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Http;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Tests.Sessions;

public sealed class EchoSeriesTests
{
    private static readonly HeaderLines Signed = [new(Arrived.SignatureName, Arrived.Signature)];

    [Fact]
    public async Task A_far_end_of_ours_is_asked_what_arrived_and_sent_every_kind_of_message()
    {
        await using var peer = FakePeer.Answering((connection, request) => OursAsync(connection, request));

        var browser = (await Doctor.ExamineAsync(Doctor.Options(peer.Url()) with { Hold = TimeSpan.FromSeconds(3) })).Browser();

        browser.Arrived!.Header("Origin").ShouldBe($"http://127.0.0.1:{peer.Port}");
        browser.Arrived.Version.ShouldBe("HTTP/1.1");
        browser.Session!.Echoes.Select(echo => echo.Name).ShouldBe(
            ["text", "binary", "fragments", .. Enumerable.Range(1, 10).Select(i => $"small-{i}"), "64KiB", "1MiB"]);
        browser.Session.Echoes.ShouldAllBe(echo => echo.Returned);
        browser.Session.End.Kind.ShouldBe(EndKind.ClosedByUs);
    }

    [Fact]
    public async Task A_far_end_that_takes_no_large_message_is_told_with_its_code()
    {
        await using var peer = FakePeer.Answering((connection, request) => OursAsync(connection, request, async happened =>
        {
            if (happened is not MessageEvent.BinaryMessage { Payload.Length: > 100_000 })
                return false;
            await connection.SendCloseAsync(1009, "too big");
            return true;
        }));

        var session = (await Doctor.ExamineAsync(Doctor.Options(peer.Url()) with { Hold = TimeSpan.FromSeconds(3) })).Browser().Session!;

        session.Echoes[^1].Name.ShouldBe("1MiB");
        session.Echoes[^1].Returned.ShouldBeFalse();
        session.Echoes[^1].Detail.ShouldContain("1009");
        session.End.Code.ShouldBe(1009);
    }

    [Fact]
    public async Task A_message_that_the_end_of_the_hold_cut_short_is_not_called_lost()
    {
        await using var peer = FakePeer.Answering((connection, request) => OursAsync(
            connection, request, happened => Task.FromResult(happened is MessageEvent.BinaryMessage { Payload.Length: 256 })));

        var session = (await Doctor.ExamineAsync(Doctor.Options(peer.Url()) with { Hold = TimeSpan.FromSeconds(1) })).Browser().Session!;

        session.Echoes.Select(echo => echo.Name).ShouldBe(["text"]);
    }

    [Fact]
    public async Task A_far_end_of_ours_that_a_hop_made_a_plain_request_of_says_what_arrived_in_its_answer()
    {
        await using var peer = FakePeer.Answering((connection, request) => connection.AnswerAsync(
            426,
            System.Text.Encoding.UTF8.GetString(Arrived.From(request with { Headers = request.Headers.Without("Upgrade") }, "127.0.0.1", false).ToJson()),
            (Arrived.SignatureName, Arrived.Signature)));

        var browser = (await Doctor.ExamineAsync(peer.Url())).Browser();

        browser.Exchange.Status.ShouldBe(426);
        browser.Arrived!.Header("Upgrade").ShouldBeNull();
        browser.Arrived.Header("Sec-WebSocket-Version").ShouldBe("13");
    }

    [Theory]
    [InlineData(1 << 20, EndKind.ClosedByUs)]
    [InlineData(80 << 20, EndKind.Eof)]
    public async Task A_message_beyond_64_MiB_is_read_where_it_was_asked_for_and_is_never_a_violation(long asked, EndKind end)
    {
        byte[] seventyMebibytes = [0x82, 127, 0, 0, 0, 0, 0x04, 0x60, 0, 0];
        await using var peer = FakePeer.Answering(async (connection, request) =>
        {
            if (!request.Headers.Contains("Sec-WebSocket-Key"))
                return;
            await connection.AcceptAsync(request, extra: Signed);
            await connection.SendAsync(seventyMebibytes);
        });

        var session = (await Doctor.ExamineAsync(Doctor.Options(peer.Url()) with { MessageSize = asked })).Browser().Session!;

        session.End.Kind.ShouldBe(end);
    }

    [Theory]
    [InlineData(1 << 20, "1MiB")]
    [InlineData(64 << 10, "64KiB")]
    [InlineData(1000, "1000B")]
    public void A_size_is_named_in_the_largest_unit_that_divides_it(long bytes, string name) => EchoSeries.SizeName(bytes).ShouldBe(name);

    private static async Task OursAsync(PeerConnection connection, RequestHead request, Func<MessageEvent, Task<bool>>? first = null)
    {
        if (!request.Headers.Contains("Sec-WebSocket-Key"))
            return;
        await connection.AcceptAsync(request, extra: Signed);
        await connection.EchoAsync(async happened =>
        {
            if (happened is not MessageEvent.TextMessage { Text: Arrived.Question })
                return first is not null && await first(happened);
            await connection.SendFrameAsync(Opcode.Text, Arrived.From(request, "127.0.0.1", false).ToJson());
            return true;
        });
    }
}
