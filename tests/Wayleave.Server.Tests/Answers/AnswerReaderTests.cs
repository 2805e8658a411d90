using System.Text;
using Wayleave.Protocol.Http;
using Wayleave.Server.Answers;
using Wayleave.Server.Tests.Relaying;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Answers;

public sealed class AnswerReaderTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "hello", "")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\nX-Sum: 1\r\n\r\n", "hello", "X-Sum: 1")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", "", "")]
    public async Task An_answer_is_read_however_it_is_cut_and_what_is_behind_it_is_left(string wire, string body, string trailers)
    {
        foreach (var pieces in Splits.Of(Encoding.Latin1.GetBytes(wire + "tail")))
        {
            var end = new MemoryEnd();
            var reader = new AnswerReader(end, HeadStrictness.Strict);
            var reading = ReadAsync(reader);
            foreach (var piece in pieces)
                end.Say(piece);
            (await reading).ShouldBe((body, trailers));
            // What has come by then; the rest comes when it is waited for.
            "tail".ShouldStartWith(Encoding.Latin1.GetString(reader.Unread.Span));
            end.Misuse.ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_body_that_ends_with_the_connection_ends_with_it()
    {
        var end = new MemoryEnd();
        var reading = ReadAsync(new AnswerReader(end, HeadStrictness.Strict));
        end.Say("HTTP/1.1 200 OK\r\n\r\nhel"u8);
        end.Say("lo"u8);
        end.HangUp();
        (await reading).ShouldBe(("hello", ""));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n")]
    public async Task A_body_that_is_cut_or_wrong_never_looks_whole(string wire)
    {
        var end = new MemoryEnd();
        var reading = ReadAsync(new AnswerReader(end, HeadStrictness.Strict));
        end.Say(Encoding.Latin1.GetBytes(wire));
        end.HangUp();
        await Should.ThrowAsync<IOException>(reading);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("HTTP/1.1 2", false)]
    public async Task An_app_that_hangs_up_before_it_has_answered_was_silent_or_was_not(string wire, bool isSilent)
    {
        var end = new MemoryEnd();
        var reading = new AnswerReader(end, HeadStrictness.Strict).ReadHeadAsync();
        end.Say(Encoding.Latin1.GetBytes(wire));
        end.HangUp();
        var answer = await reading;
        (answer.Head, answer.Trouble, answer.IsSilent).ShouldBe((null, "the app ended the connection instead of answering", isSilent));
    }

    [Fact]
    public async Task A_head_longer_than_any_buffer_so_far_is_read_and_one_without_end_is_not()
    {
        var end = new MemoryEnd();
        var reading = new AnswerReader(end, HeadStrictness.Strict).ReadHeadAsync();
        end.Say(Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\nX: {new string('x', 50_000)}\r\n\r\n"));
        (await reading).Head!.Headers.First("X")!.Length.ShouldBe(50_000);

        var endless = new MemoryEnd();
        var refused = new AnswerReader(endless, HeadStrictness.Strict).ReadHeadAsync();
        endless.Say(Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\nX: {new string('x', 70_000)}"));
        (await refused).Trouble!.ShouldStartWith("the app's answer is no HTTP: ");
    }

    private static async Task<(string Body, string Trailers)> ReadAsync(AnswerReader reader)
    {
        var head = (await reader.ReadHeadAsync()).Head!;
        BodyFraming.TryOfResponse(head, "GET", out var framing, out _).ShouldBeTrue();
        reader.BeginBody(framing);
        var body = new StringBuilder();
        while (await reader.ReadPieceAsync() is { IsEmpty: false } piece)
            body.Append(Encoding.Latin1.GetString(piece.Span));
        return (body.ToString(), reader.Trailers.ToString());
    }
}
