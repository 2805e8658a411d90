using System.Text;
using Wayleave.Protocol.Http;
using Wayleave.Server.Answers;
using Wayleave.Server.Relaying;
using Wayleave.Server.Tests.Relaying;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Tests.Upgrading;

/// <summary>Where the body of an app's answer ends, and that it never ends whole where it was cut.</summary>
public sealed class AnswerBodyTests : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    private readonly FakeStream _stream = new();
    private bool _aborted;
    private bool _truncated;

    public void Dispose() => _stream.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_until_the_end_is_whole_where_the_app_made_that_end(bool truncated)
    {
        await using var body = await BodyAsync("HTTP/1.1 403 Forbidden\r\n\r\n", "he");
        _stream.Say("llo"u8.ToArray());
        _stream.Say();
        _truncated = truncated;
        using var reader = new StreamReader(body);
        if (truncated)
            await Should.ThrowAsync<IOException>(reader.ReadToEndAsync());
        else
            (await reader.ReadToEndAsync()).ShouldBe("hello");
    }

    [Fact]
    public async Task A_body_of_a_length_that_ends_before_it_is_cut_and_one_that_does_not_needs_no_end()
    {
        await using var cut = await BodyAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 5\r\n\r\n", "hell");
        _stream.Say();
        using var reader = new StreamReader(cut);
        await Should.ThrowAsync<IOException>(reader.ReadToEndAsync());

        await using var whole = await BodyAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 5\r\n\r\n", "hello behind");
        using var second = new StreamReader(whole);
        (await second.ReadToEndAsync()).ShouldBe("hello");
    }

    [Fact]
    public async Task An_app_that_stalls_is_cut_off_when_its_time_is_up()
    {
        await using var body = await BodyAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 5\r\n\r\n", "");
        using var stop = new CancellationTokenSource();
        var reading = body.ReadAsync(new byte[10], stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<IOException>(reading.AsTask().WaitAsync(s_limit));
        _aborted.ShouldBeTrue();
    }

    private async Task<AnswerBody> BodyAsync(string head, string behind)
    {
        var end = new StreamEnd(_stream, () => ValueTask.CompletedTask, Abort, () => { }) { Truncated = () => _truncated };
        var reader = new AnswerReader(end, HeadStrictness.Strict);
        _stream.Say(Encoding.Latin1.GetBytes(head + behind));
        var answer = await reader.ReadHeadAsync();
        BodyFraming.TryOfResponse(answer.Head!, "GET", out var framing, out _).ShouldBeTrue();
        reader.BeginBody(framing);
        return new AnswerBody(end, reader);
    }

    private void Abort()
    {
        _aborted = true;
        _stream.Fail(new IOException("aborted"));
    }
}
