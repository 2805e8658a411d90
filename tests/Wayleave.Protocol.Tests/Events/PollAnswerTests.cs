using System.Text;
using Wayleave.Protocol.Events;

namespace Wayleave.Protocol.Tests.Events;

public sealed class PollAnswerTests
{
    [Theory]
    [InlineData("""{"events":[],"next":"a:0:0","gap":null}""", "a:0:0", "")]
    [InlineData("""{"events":[{"n":1}, {"n": 2}],"next":"x","new":1}""", "x", """{"n":1}|{"n": 2}""")]
    [InlineData("""{"next":"x","gap":{"type":"gap"},"events":[1]}""", "x", """1|{"type":"gap"}""")]
    public void An_answer_gives_its_frames_with_the_gap_behind_them(string body, string next, string frames)
    {
        PollAnswer.TryRead(Encoding.UTF8.GetBytes(body), out var answer).ShouldBeTrue();
        answer.Next.ShouldBe(next);
        string.Join('|', answer.Frames.Select(frame => Encoding.UTF8.GetString(frame.Span))).ShouldBe(frames);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"events":[]}""")]
    [InlineData("""{"events":[],"next":""}""")]
    [InlineData("""{"events":[],"next":7}""")]
    [InlineData("""{"events":{},"next":"x"}""")]
    [InlineData("""{"events":[],"next":"\ud800"}""")]
    [InlineData("""{"events":[],"next":"x"}{""")]
    public void What_is_no_answer_is_none(string body) => PollAnswer.TryRead(Encoding.UTF8.GetBytes(body), out _).ShouldBeFalse();

    [Fact]
    public void A_place_has_a_limit()
    {
        PollAnswer.TryRead(Body(PollAnswer.MaxNextLength), out _).ShouldBeTrue();
        PollAnswer.TryRead(Body(PollAnswer.MaxNextLength + 1), out _).ShouldBeFalse();

        static byte[] Body(int length) => Encoding.UTF8.GetBytes($$"""{"events":[],"next":"{{new string('x', length)}}"}""");
    }
}
