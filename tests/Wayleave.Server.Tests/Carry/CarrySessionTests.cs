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

    private sealed class IdleCarrier : ICarrier
    {
        public string Name => "idle";

        public void Wake()
        {
        }

        public void Release()
        {
        }
    }

    private CarrySession Session(TimeProvider? time = null) => new("id", s_settings, new SessionBond(HeaderLines.Empty, [], _time), () => 7, time ?? _time, _ => _overs++);

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
