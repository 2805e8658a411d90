using Wayleave.Server.Tests.Relaying;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Tests.Upgrading;

public sealed class WholeEndTests : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    private readonly FakeStream _stream = new();
    private readonly WholeEnd _end;
    private int _aborts;

    public WholeEndTests() => _end = new WholeEnd(_stream, () => _aborts++);

    public void Dispose()
    {
        _end.Close();
        _stream.Dispose();
    }

    [Fact]
    public async Task What_is_sent_leaves_at_once()
    {
        await _end.SendAsync("hello"u8.ToArray());
        _stream.Sent.ShouldBe("hello"u8.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task The_end_of_ours_is_the_end_of_the_peers_for_whoever_waits(int buffer)
    {
        var waiting = _end.ReceiveAsync(new byte[buffer]);
        waiting.IsCompleted.ShouldBeFalse();
        await _end.FinishAsync();
        (await waiting.AsTask().WaitAsync(s_limit)).ShouldBe(0);
    }

    [Fact]
    public async Task And_for_whoever_asks_later()
    {
        await _end.FinishAsync();
        await _end.FinishAsync();
        (await _end.ReceiveAsync(new byte[10]).AsTask().WaitAsync(s_limit)).ShouldBe(0);
    }

    [Fact]
    public async Task A_stream_that_is_cut_before_it_has_failed()
    {
        _stream.Fail(new OperationCanceledException("the connection was aborted"));
        await Should.ThrowAsync<OperationCanceledException>(_end.ReceiveAsync(new byte[10]).AsTask());
    }

    [Fact]
    public async Task What_came_before_is_received()
    {
        _stream.Say(1, 2, 3);
        (await _end.ReceiveAsync(new byte[10])).ShouldBe(3);
        _stream.Say();
        (await _end.ReceiveAsync(new byte[10])).ShouldBe(0);
        _aborts.ShouldBe(0);
    }

    [Fact]
    public void It_is_aborted_once()
    {
        _end.Abort();
        _end.Abort();
        _end.Close();
        _aborts.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_let_go_of_is_not_aborted_and_not_used()
    {
        _end.Close();
        _end.Close();
        _end.Abort();
        _aborts.ShouldBe(0);
        await Should.ThrowAsync<ObjectDisposedException>(() => _end.ReceiveAsync(new byte[10]).AsTask().WaitAsync(s_limit));
        await Should.ThrowAsync<ObjectDisposedException>(() => _end.FinishAsync().AsTask());
    }
}
