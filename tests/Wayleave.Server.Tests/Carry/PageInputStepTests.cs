using System.Buffers;
using Wayleave.Protocol.Frames;
using Wayleave.Server.Carry;

namespace Wayleave.Server.Tests.Carry;

/// <summary>The page's stream step by step: what waits, what is held, and what follows what.</summary>
public sealed class PageInputStepTests : IDisposable
{
    private static readonly byte[] s_left = new ClosePayload((ushort)CloseCode.GoingAway, "").ToBytes();
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly TestPage _page = new("http://page.example");
    private readonly byte[] _buffer = new byte[10_000];
    private readonly PageInput _input;
    private int _taken;

    public PageInputStepTests() => _input = new PageInput(() => 7, () => _taken++);

    public void Dispose() => _page.Dispose();

    [Fact]
    public async Task Behind_a_close_of_ours_nothing_follows_neither_of_ours_nor_of_the_pages()
    {
        _input.Say(Opcode.Close, s_left);
        _input.Say(Opcode.Pong, [1]);
        _input.Leave(s_left);
        await _input.BringAsync(0, _page.Write("late").Up, 1000);
        (await TakeAsync()).ShouldBe(Frame(Opcode.Close, s_left));
        _input.ReceiveAsync(_buffer).AsTask().IsCompleted.ShouldBeFalse();
        // It is taken all the same: the page may go on until it hears of the close.
        _input.Taken.ShouldBe(_page.Up.Length);
    }

    [Fact]
    public async Task A_close_of_ours_lets_the_pong_before_it_go_first()
    {
        _input.Say(Opcode.Pong, [1]);
        _input.Say(Opcode.Close, s_left);
        (await TakeAsync()).ShouldBe([.. Frame(Opcode.Pong, [1]), .. Frame(Opcode.Close, s_left)]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Behind_the_pages_own_close_nothing_of_ours_follows(bool leaves)
    {
        await _input.BringAsync(0, _page.WriteClose(4001, "").Up, 1000);
        await TakeAsync();
        var next = _input.ReceiveAsync(_buffer).AsTask();
        if (leaves)
            _input.Leave(s_left);
        else
            _input.Say(Opcode.Close, s_left);
        next.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_waits_is_given_a_goodbye_once_and_nothing_behind_it()
    {
        var waiting = TakeAsync();
        _input.Leave(s_left);
        (await waiting.WaitAsync(s_patience)).ShouldBe(Frame(Opcode.Close, s_left));
        _input.Leave(s_left);
        await _input.BringAsync(0, _page.Write("late").Up, 1000);
        _input.ReceiveAsync(_buffer).AsTask().IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Who_has_left_gets_no_goodbye_of_ours_behind_the_answer_to_the_apps_own()
    {
        _input.Leave(s_left);
        _input.Say(Opcode.Close, [3, 232]);
        (await TakeAsync()).ShouldBe(Frame(Opcode.Close, [3, 232]));
        _input.ReceiveAsync(_buffer).AsTask().IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_goodbye_that_nobody_has_taken_before_the_end_is_not_said()
    {
        _input.Leave(s_left);
        _input.End(asFailure: true);
        (await _input.ReceiveAsync(_buffer)).ShouldBe(-1);
    }

    [Fact]
    public async Task Whoever_waits_is_given_a_pong_at_once_and_as_much_of_it_as_there_is_room_for()
    {
        var waiting = _input.ReceiveAsync(_buffer.AsMemory(0, 3)).AsTask();
        _input.Say(Opcode.Pong, [1, 2]);
        (await waiting.WaitAsync(s_patience)).ShouldBe(3);
        byte[] got = [.. _buffer[..3], .. await TakeAsync()];
        got.ShouldBe(Frame(Opcode.Pong, [1, 2]));
    }

    [Theory]
    [InlineData("ours")]
    [InlineData("held")]
    [InlineData("goodbye")]
    public async Task Who_only_asks_whether_there_is_something_is_told_so(string what)
    {
        if (what == "ours")
            _input.Say(Opcode.Pong, []);
        else if (what == "held")
            await _input.BringAsync(0, _page.Write("one").Up, 1000);
        else
            _input.Leave(s_left);
        var asked = _input.ReceiveAsync(Memory<byte>.Empty).AsTask();
        asked.IsCompleted.ShouldBeTrue();
        (await asked).ShouldBe(0);
        _taken.ShouldBe(0);
    }

    [Fact]
    public async Task Who_asks_and_waits_is_told_of_what_is_offered()
    {
        var asked = _input.ReceiveAsync(Memory<byte>.Empty).AsTask();
        await _input.BringAsync(0, _page.Write("one").Up, 1000);
        (await asked.WaitAsync(s_patience)).ShouldBe(0);
        (await TakeAsync()).ShouldBe(Frame(Opcode.Text, "one"u8));
    }

    [Fact]
    public async Task No_more_is_held_than_may_be_and_the_rest_follows_when_some_is_taken()
    {
        var piece = _page.Write(new byte[1000]).Up;
        var bringing = _input.BringAsync(0, piece, 600).AsTask();
        (bringing.IsCompleted, _input.Arrived).ShouldBe((false, 600L));
        // What is held is only the beginning of a frame that waits for its end.
        var waiting = TakeAsync();
        await bringing.WaitAsync(s_patience);
        (await waiting.WaitAsync(s_patience)).Length.ShouldBe(piece.Length + 4);
        _taken.ShouldBeGreaterThan(0);
        // The next one has its turn.
        await _input.BringAsync(piece.Length, _page.Write("two").Up[piece.Length..], 600).AsTask().WaitAsync(s_patience);
        _input.Arrived.ShouldBe(_page.Up.Length);
    }

    [Fact]
    public async Task What_is_held_and_comes_again_counts_once()
    {
        await _input.BringAsync(0, _page.Write("one").Up, 1000);
        await _input.BringAsync(0, _page.Write("two").Up, 1000);
        _input.Arrived.ShouldBe(_page.Up.Length);
        (await TakeAsync()).ShouldBe([.. Frame(Opcode.Text, "one"u8), .. Frame(Opcode.Text, "two"u8)]);
    }

    [Theory]
    [InlineData(true, -1)]
    [InlineData(false, 0)]
    public async Task Once_it_has_ended_nothing_is_taken_or_held_any_more_and_the_first_end_counts(bool asFailure, int end)
    {
        await _input.BringAsync(0, _page.Write("one").Up, 1000);
        _input.End(asFailure);
        _input.End(!asFailure);
        await _input.BringAsync(0, _page.Up, 1000);
        _input.Arrived.ShouldBe(0);
        _input.Leave(s_left);
        _input.Say(Opcode.Pong, []);
        (await _input.ReceiveAsync(_buffer)).ShouldBe(end);
        (await _input.ReceiveAsync(Memory<byte>.Empty)).ShouldBe(end);
    }

    [Fact]
    public async Task Who_brings_more_than_may_be_held_waits_no_longer_when_it_ends()
    {
        var bringing = _input.BringAsync(0, _page.Write(new byte[1000]).Up, 600).AsTask();
        _input.End(asFailure: true);
        await bringing.WaitAsync(s_patience);
    }

    [Fact]
    public async Task What_no_page_sends_ends_it_as_a_failure()
    {
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, Opcode.Ping, [1]);
        await _input.BringAsync(0, output.WrittenMemory, 1000);
        (await _input.ReceiveAsync(_buffer)).ShouldBe(-1);
    }

    private async Task<byte[]> TakeAsync() => _buffer[..await _input.ReceiveAsync(_buffer)];

    private static byte[] Frame(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, opcode, payload, 7);
        return output.WrittenSpan.ToArray();
    }
}
