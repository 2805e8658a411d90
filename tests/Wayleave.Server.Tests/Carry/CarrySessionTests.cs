using System.Buffers;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Http;
using Wayleave.Server.Carry;
using Wayleave.Server.Configuration;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Carry;

/// <summary>A session by itself, with a carrier and an app that do what a test wants.</summary>
public sealed class CarrySessionTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly CarrySettings s_settings = new() { Mode = CarryMode.Auto, BufferBytes = 64 * 1024 };

    private readonly FakeTimeProvider _time = new();
    private int _overs;

    [Fact]
    public async Task An_app_that_waits_for_a_page_to_take_more_waits_no_longer_when_its_connection_is_cut()
    {
        using var session = Session();
        var sending = session.SendAsync(Message(2 * s_settings.BufferBytes)).AsTask();
        sending.IsCompleted.ShouldBeFalse();
        new PageEnd(session).Abort();
        await sending.WaitAsync(s_patience);
        // What it has said is kept for the page all the same.
        session.Count().Kept.ShouldBe(s_settings.BufferBytes);
    }

    [Fact]
    public async Task A_page_that_comes_back_while_its_grace_ends_is_told_that_it_is_too_late()
    {
        using var session = Session();
        var carrier = new IdleCarrier();
        bool? isBack = null;
        // The tunnel hears of the end on the thread that brings it.
        var ending = session.Input.ReceiveAsync(new byte[100]).AsTask().ContinueWith(
            _ => isBack = session.Attach(carrier, 0), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        session.Await();
        _time.Advance(s_settings.Grace);
        await ending.WaitAsync(s_patience);
        isBack.ShouldBe(false);
        _overs.ShouldBe(1);
    }

    [Fact]
    public void The_end_of_a_grace_that_comes_late_does_not_end_the_next_one()
    {
        var late = new LateTimers(_time);
        using var session = Session(late);
        var carrier = new IdleCarrier();
        session.Await();
        late.AreLate = true;
        _time.Advance(s_settings.Grace);
        session.Attach(carrier, 0).ShouldBeTrue();
        session.Detach(carrier, isDrop: true);
        late.Come();
        _overs.ShouldBe(0);
        _time.Advance(s_settings.Grace - TimeSpan.FromMilliseconds(1));
        _overs.ShouldBe(0);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        _overs.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_page_that_lists_a_session_again_and_again_whose_app_is_gone_does_not_keep_it_beyond_its_grace(bool hasRest)
    {
        using var session = Session();
        if (hasRest)
            await session.SendAsync(Message(1000));
        new PageEnd(session).Abort();
        for (var i = 0; i < 10; i++)
        {
            _time.Advance(s_settings.Grace / 10 * 1.5);
            var carrier = new IdleCarrier();
            session.Attach(carrier, 0);
            session.Detach(carrier, isDrop: i % 2 == 0);
        }

        _overs.ShouldBe(1);
    }

    [Fact]
    public async Task A_carrier_whose_page_takes_nothing_of_what_an_app_has_left_is_let_go_after_the_grace()
    {
        using var session = Session();
        var carrier = new IdleCarrier();
        session.Attach(carrier, 0).ShouldBeTrue();
        await session.SendAsync(Message(1000));
        new PageEnd(session).Abort();
        _time.Advance(s_settings.Grace);
        (_overs, carrier.IsReleased).ShouldBe((1, true));
    }

    [Fact]
    public async Task What_an_app_has_left_reaches_a_page_that_is_there_also_where_the_grace_is_none()
    {
        using var session = Session(settings: s_settings with { Grace = TimeSpan.Zero });
        var carrier = new IdleCarrier();
        session.Attach(carrier, 0).ShouldBeTrue();
        await session.SendAsync(Message(1000));
        new PageEnd(session).Abort();
        // As long as a silent carrier is taken for alive.
        _time.Advance((2 * s_settings.Heartbeat) - TimeSpan.FromMilliseconds(1));
        session.Take(carrier, new byte[2000], out _, out var ended).ShouldBe(1004);
        ended.ShouldBeTrue();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        _overs.ShouldBe(1);
    }

    [Theory]
    [InlineData(64 * 1024, 4 * 1024)]
    [InlineData(16 * 1024 * 1024, 64 * 1024)]
    public async Task A_page_that_comes_for_what_an_app_has_left_has_its_grace_from_then_on_and_again_with_each_sixteenth_of_the_buffer_or_64_KiB_that_it_takes(int buffer, int step)
    {
        using var session = Session(settings: s_settings with { BufferBytes = buffer });
        await session.SendAsync(Message((16 * step) - 1000));
        new PageEnd(session).Abort();
        var almost = s_settings.Grace - TimeSpan.FromMilliseconds(1);
        _time.Advance(almost);
        session.Attach(new IdleCarrier(), 0).ShouldBeTrue();
        for (var i = 1; i < 16; i++)
        {
            _time.Advance(almost);
            _overs.ShouldBe(0);
            session.Acknowledge(i * step);
        }

        // Less is not enough.
        session.Acknowledge((15 * step) + 10);
        _time.Advance(almost);
        session.Acknowledge((15 * step) + 3000);
        _time.Advance(almost);
        _overs.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_sent_again_is_counted_rightly_also_where_a_page_asks_for_it_without_end()
    {
        using var session = Session();
        var carrier = new IdleCarrier();
        session.Attach(carrier, 0);
        var messages = s_settings.BufferBytes / 2;
        for (var i = 0; i < messages; i++)
            await session.SendAsync(Message(0));
        session.Take(carrier, new byte[s_settings.BufferBytes], out _, out _).ShouldBe(2 * messages);
        var times = (int.MaxValue / messages) + 1L;
        for (var i = 0; i < times; i++)
            session.Attach(carrier, 0);
        session.Count().Replayed.ShouldBe(times * messages);
    }

    private sealed class IdleCarrier : ICarrier
    {
        public bool IsReleased { get; private set; }

        public string Name => "idle";

        public void Wake()
        {
        }

        public void Release() => IsReleased = true;
    }

    private CarrySession Session(TimeProvider? time = null, CarrySettings? settings = null) => new("id", settings ?? s_settings, new SessionBond(new PageSigns(HeaderLines.Empty), [], _time), () => 7, time ?? _time, _ => _overs++);

    /// <summary>A clock whose timers' calls wait, as they may on a machine that is busy, until they are let go.</summary>
    private sealed class LateTimers(TimeProvider time) : TimeProvider
    {
        private readonly List<Action> _waiting = [];

        public bool AreLate { get; set; }

        public override long TimestampFrequency => time.TimestampFrequency;

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(
            _ =>
            {
                if (AreLate)
                    _waiting.Add(() => callback(state));
                else
                    callback(state);
            },
            null, dueTime, period);

        public void Come()
        {
            AreLate = false;
            _waiting.ForEach(call => call());
        }
    }

    private static ReadOnlyMemory<byte> Message(int bytes)
    {
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, Opcode.Binary, new byte[bytes]);
        return output.WrittenMemory;
    }
}
