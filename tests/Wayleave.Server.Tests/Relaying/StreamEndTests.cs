using Wayleave.Server.Relaying;

namespace Wayleave.Server.Tests.Relaying;

public sealed class StreamEndTests : IDisposable
{
    private readonly FakeStream _stream = new();
    private readonly List<string> _done = [];
    private readonly StreamEnd _end;

    public StreamEndTests() => _end = new StreamEnd(
        _stream,
        () =>
        {
            _done.Add("finish");
            return ValueTask.CompletedTask;
        },
        () => _done.Add("abort"), () => _done.Add("close"));

    public void Dispose() => _stream.Dispose();

    [Fact]
    public async Task What_is_sent_leaves_at_once()
    {
        await _end.SendAsync("hello"u8.ToArray());
        _stream.Sent.ShouldBe("hello"u8.ToArray());
    }

    [Fact]
    public async Task An_empty_buffer_waits_and_takes_nothing()
    {
        var waiting = _end.ReceiveAsync(Memory<byte>.Empty);
        waiting.IsCompleted.ShouldBeFalse();
        _stream.Say(1, 2);
        (await waiting).ShouldBe(0);
        var buffer = new byte[10];
        (await _end.ReceiveAsync(buffer)).ShouldBe(2);
        buffer[..2].ShouldBe([1, 2]);
        _stream.Say();
        (await _end.ReceiveAsync(buffer)).ShouldBe(0);
    }

    [Fact]
    public async Task What_the_stream_throws_is_thrown()
    {
        _stream.Fail(new IOException("reset"));
        (await Should.ThrowAsync<IOException>(_end.ReceiveAsync(new byte[10]).AsTask())).Message.ShouldBe("reset");
    }

    [Fact]
    public async Task The_end_in_good_order_is_the_one_that_was_given_and_lets_the_other_half_go_on()
    {
        await _end.FinishAsync();
        _stream.Say(7);
        (await _end.ReceiveAsync(new byte[10])).ShouldBe(1);
        _end.Close();
        _done.ShouldBe(["finish", "close"]);
    }

    [Theory]
    [InlineData("abort", "abort", "close", "close", "abort")]
    [InlineData("close", "close", "abort", "abort", "close")]
    [InlineData("abort", "abort", "abort")]
    [InlineData("close", "close", "close")]
    public void It_is_let_go_of_once_as_was_said_first(string counts, params string[] said)
    {
        foreach (var word in said)
            if (word == "abort")
                _end.Abort();
            else
                _end.Close();
        _done.ShouldBe([counts]);
        // What is right for the stream is known to whoever made it.
        _stream.IsDisposed.ShouldBeFalse();
    }

    [Fact]
    public void Whether_it_was_cut_off_is_asked_when_it_matters()
    {
        _end.IsTruncated.ShouldBeFalse();
        var cut = false;
        var told = new StreamEnd(_stream, () => ValueTask.CompletedTask, () => { }, () => { }) { Truncated = () => cut };
        told.IsTruncated.ShouldBeFalse();
        cut = true;
        told.IsTruncated.ShouldBeTrue();
    }
}
