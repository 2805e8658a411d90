using System.IO.Compression;
using System.Text;
using Wayleave.Probing.Tests.Peers;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Tests.Http;

/// <summary>Peers that answer wrongly, each in one way; every one of them is a fact, and none of them holds the run.</summary>
public sealed class BadPeersTests
{
    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", "5353482d")]
    [InlineData("\x15\x03\x01\x00\x02\x02\x46", "15030100020246")]
    [InlineData("\0\0\x12\x04\0\0\0\0\0", "000012040000000000")]
    [InlineData("HTTP/9.9 what\r\n\r\n", "485454502f392e39")]
    public async Task What_is_not_HTTP_is_kept_in_hexadecimal(string said, string hexadecimal)
    {
        await using var peer = FakePeer.Saying(said);

        var exchange = (await Doctor.ExamineAsync(peer.Url())).Browser().Exchange;

        exchange.Failure!.Kind.ShouldBe(FailureKind.NotHttp);
        exchange.NotHttpBytes.ShouldStartWith(hexadecimal);
        exchange.Status.ShouldBeNull();
    }

    [Fact]
    public async Task A_head_of_ten_megabytes_is_given_up_at_64_KiB()
    {
        var sent = 0L;
        await using var peer = FakePeer.Answering(async (connection, request) =>
        {
            if (!request.Headers.Contains("Sec-WebSocket-Version"))
                return;
            await connection.SendAsync("HTTP/1.1 200 OK\r\nX-Long: "u8.ToArray());
            var piece = new byte[16 * 1024];
            piece.AsSpan().Fill((byte)'a');
            for (var i = 0; i < 640; i++)
            {
                await connection.SendAsync(piece);
                sent += piece.Length;
            }
        });

        var run = await Doctor.ExamineAsync(peer.Url());

        run.Browser().Exchange.Failure!.Kind.ShouldBe(FailureKind.HeadTooLarge);
        sent.ShouldBeLessThan(10L * 1024 * 1024);
    }

    [Fact]
    public async Task A_body_without_end_is_cut()
    {
        await using var peer = FakePeer.Answering(async (connection, _) =>
        {
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"u8.ToArray());
            while (true)
                await connection.SendAsync("data: again and again and again and again\n\n"u8.ToArray());
        });

        var exchange = (await Doctor.ExamineAsync(peer.Url())).Browser().Exchange;

        exchange.Status.ShouldBe(200);
        exchange.BodyCut.ShouldBeTrue();
        exchange.Body.Length.ShouldBe(4096);
        exchange.Failure.ShouldBeNull();
    }

    [Fact]
    public async Task A_stream_that_trickles_is_cut_and_is_no_failure()
    {
        await using var peer = FakePeer.Answering(async (connection, _) =>
        {
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n"u8.ToArray());
            await connection.KeepSilentAsync();
        });

        var exchange = (await Doctor.ExamineAsync(peer.Url())).Browser().Exchange;

        exchange.Body.ShouldBe("data: 1\n\n");
        exchange.BodyCut.ShouldBeTrue();
        exchange.Failure.ShouldBeNull();
    }

    [Fact]
    public async Task A_reset_instead_of_an_answer_is_a_reset()
    {
        await using var peer = FakePeer.Answering((connection, _) =>
        {
            connection.Reset();
            return Task.CompletedTask;
        });

        var failure = (await Doctor.ExamineAsync(peer.Url())).Browser().Exchange.Failure!;

        failure.Stage.ShouldBe(FailureStage.FirstByte);
        failure.Kind.ShouldBe(FailureKind.Reset);
    }

    [Fact]
    public async Task A_hang_up_instead_of_an_answer_is_no_reset()
    {
        await using var peer = FakePeer.Answering((_, _) => Task.CompletedTask);

        var failure = (await Doctor.ExamineAsync(peer.Url())).Browser().Exchange.Failure!;

        failure.Stage.ShouldBe(FailureStage.FirstByte);
        failure.Kind.ShouldBe(FailureKind.Closed);
    }

    [Fact]
    public async Task A_hang_up_within_the_head_says_so()
    {
        await using var peer = FakePeer.Saying("HTTP/1.1 200 OK\r\nServer: half");

        var failure = (await Doctor.ExamineAsync(peer.Url())).Browser().Exchange.Failure!;

        failure.Stage.ShouldBe(FailureStage.Head);
        failure.Kind.ShouldBe(FailureKind.Closed);
    }

    [Fact]
    public async Task Silence_after_the_upgrade_is_a_timeout_and_plain_requests_are_still_answered()
    {
        await using var peer = FakePeer.Answering((connection, request) =>
            request.Headers.Contains("Sec-WebSocket-Version") ? connection.KeepSilentAsync() : connection.AnswerAsync(200, "a page"));

        var run = await Doctor.ExamineAsync(Doctor.Options(peer.Url()) with { Timeout = TimeSpan.FromMilliseconds(600) });

        run.Browser().Exchange.Failure!.Stage.ShouldBe(FailureStage.FirstByte);
        run.Browser().Exchange.Failure!.Kind.ShouldBe(FailureKind.TimedOut);
        run.Http("http-socket-path").Body.ShouldBe("a page");
        run.Handshake(Variation.NoOrigin).Exchange.Failure!.Kind.ShouldBe(FailureKind.TimedOut);
    }

    [Fact]
    public async Task A_binary_body_is_kept_as_text_with_replacement_characters()
    {
        await using var peer = FakePeer.Saying("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\x89PN\xff");

        var exchange = (await Doctor.ExamineAsync(peer.Url())).Browser().Exchange;

        exchange.Body.ShouldBe("\ufffdPN\ufffd");
    }

    [Fact]
    public async Task A_compressed_error_page_is_read()
    {
        using var page = new MemoryStream();
        await using (var gzip = new GZipStream(page, CompressionMode.Compress, leaveOpen: true))
            await gzip.WriteAsync("only for members"u8.ToArray());
        await using var peer = FakePeer.Answering(async (connection, _) =>
        {
            await connection.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 403 Forbidden\r\nContent-Encoding: gzip\r\nContent-Length: {page.Length}\r\n\r\n"));
            await connection.SendAsync(page.ToArray());
        });

        (await Doctor.ExamineAsync(peer.Url())).Browser().Exchange.Body.ShouldBe("only for members");
    }

    [Fact]
    public async Task A_chunked_body_is_put_together()
    {
        await using var peer = FakePeer.Saying("HTTP/1.1 502 Bad Gateway\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbad \r\n7\r\ngateway\r\n0\r\n\r\n");

        var exchange = (await Doctor.ExamineAsync(peer.Url())).Browser().Exchange;

        exchange.Body.ShouldBe("bad gateway");
        exchange.BodyCut.ShouldBeFalse();
    }

    [Fact]
    public async Task An_interim_answer_is_passed_over()
    {
        await using var peer = FakePeer.Saying("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");

        (await Doctor.ExamineAsync(peer.Url())).Browser().Exchange.Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_refusal_that_is_answered_with_429_ends_the_variations()
    {
        await using var peer = FakePeer.Answering((connection, request) =>
            connection.AnswerAsync(request.Headers.First("Origin") is null && request.Headers.Contains("Sec-WebSocket-Version") ? 429 : 403));

        var run = await Doctor.ExamineAsync(peer.Url());

        run.Handshake(Variation.NoOrigin).Exchange.Status.ShouldBe(429);
        run.Probes.OfType<HandshakeProbe>().ShouldNotContain(probe => probe.Variation == Variation.NoUserAgent);
    }
}
