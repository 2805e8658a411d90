using System.Buffers;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Http;
using Wayleave.Server.Carry;
using Wayleave.Server.Configuration;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Carry;

/// <summary>A session step by step: who carries it, what it keeps, and when it is over.</summary>
public sealed class CarrySessionStateTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly CarrySettings s_settings = new() { Mode = CarryMode.Auto, BufferBytes = 64 * 1024 };

    private readonly FakeTimeProvider _time = new();
    private readonly TestCarrier _carrier = new();
    private readonly CarrySession _session;
    private int _overs;

    public CarrySessionStateTests() => _session = new("id", s_settings, new SessionBond(new PageSigns(HeaderLines.Empty), [], _time), () => 7, _time, _ => _overs++);

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_app_that_waits_goes_on_when_its_page_says_what_it_has(bool byAttaching)
    {
        var sending = _session.SendAsync(Message(s_settings.BufferBytes)).AsTask();
        sending.IsCompleted.ShouldBeFalse();
        if (byAttaching)
            _session.Attach(_carrier, 100).ShouldBeTrue();
        else
            _session.Acknowledge(100).ShouldBeTrue();
        await sending.WaitAsync(s_patience);
    }

    [Fact]
    public async Task An_app_that_waits_goes_on_when_its_page_leaves_and_nothing_is_kept_any_more()
    {
        var sending = _session.SendAsync(Message(s_settings.BufferBytes)).AsTask();
        _session.Attach(_carrier, 0);
        _session.Leave();
        _session.Leave();
        await sending.WaitAsync(s_patience);
        await _session.SendAsync(Message(10));
        (_session.Count().Kept, _overs, _time.WaitingTimers).ShouldBe((0, 1, 0));
        (_carrier.IsReleased, _session.IsCarriedBy(_carrier)).ShouldBe((true, false));
        // Whoever was long on the way is told nothing that it could mistake for a fault of its own.
        (_session.Acknowledge(1), _session.Attach(_carrier, 0)).ShouldBe((true, false));
    }

    [Fact]
    public async Task A_page_that_says_it_has_what_the_app_never_sent_is_not_believed()
    {
        await _session.SendAsync(Message(10));
        (_session.Attach(_carrier, 13), _session.Acknowledge(13)).ShouldBe((false, false));
        _session.IsCarriedBy(_carrier).ShouldBeFalse();
        _session.Attach(_carrier, 12).ShouldBeTrue();
    }

    [Fact]
    public async Task An_app_that_sends_what_no_server_sends_is_cut_off()
    {
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, Opcode.Text, "x"u8, maskingKey: 7);
        await Should.ThrowAsync<IOException>(async () => await _session.SendAsync(output.WrittenMemory));
    }

    [Fact]
    public async Task An_app_that_pings_gets_its_own_payload_back_though_no_page_is_there()
    {
        await _session.SendAsync(Frame(Opcode.Ping, "you there"u8.ToArray()));
        var buffer = new byte[100];
        var count = await _session.Input.ReceiveAsync(buffer);
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, Opcode.Pong, "you there"u8, 7);
        buffer[..count].ShouldBe(output.WrittenSpan.ToArray());
    }

    [Fact]
    public async Task Only_the_carrier_that_has_it_takes_and_it_is_told_of_the_end_behind_the_last_byte()
    {
        await _session.SendAsync(Message(10));
        new PageEnd(_session).Abort();
        var other = new TestCarrier();
        _session.Attach(other, 0);
        _session.Attach(_carrier, 0).ShouldBeTrue();
        other.IsReleased.ShouldBeTrue();
        var buffer = new byte[8];
        _session.Take(other, buffer, out _, out var ended).ShouldBe(0);
        ended.ShouldBeFalse();
        _session.Take(_carrier, buffer, out _, out ended).ShouldBe(8);
        ended.ShouldBeFalse();
        _session.Take(_carrier, buffer, out var position, out ended).ShouldBe(4);
        (position, ended).ShouldBe((8L, true));
    }

    [Fact]
    public void A_carrier_that_attaches_again_is_not_let_go()
    {
        _session.Attach(_carrier, 0);
        _session.Attach(_carrier, 0).ShouldBeTrue();
        (_carrier.IsReleased, _session.IsCarriedBy(_carrier)).ShouldBe((false, true));
    }

    [Fact]
    public void To_come_back_counts_as_a_resumption_though_nothing_was_lost_and_a_renewal_does_not()
    {
        _session.Attach(_carrier, 0);
        _session.Detach(_carrier, isDrop: false);
        _session.Count().IsAway.ShouldBeFalse();
        _session.Attach(_carrier, 0);
        _session.Count().Resumes.ShouldBe(0);
        _session.Detach(_carrier, isDrop: true);
        _session.Count().IsAway.ShouldBeTrue();
        _session.Attach(_carrier, 0);
        (_session.Count().Resumes, _session.Count().IsAway).ShouldBe((1, false));
    }

    [Fact]
    public async Task Messages_count_as_sent_again_though_a_carrier_in_between_has_brought_fewer_of_them()
    {
        await _session.SendAsync(Message(10));
        await _session.SendAsync(Message(10));
        _session.Attach(_carrier, 0);
        _session.Take(_carrier, new byte[100], out _, out _).ShouldBe(24);
        _session.Attach(_carrier, 0);
        _session.Take(_carrier, new byte[12], out _, out _).ShouldBe(12);
        _session.Attach(_carrier, 0);
        _session.Count().Replayed.ShouldBe(4);
    }

    [Fact]
    public void While_a_carrier_has_it_no_grace_begins()
    {
        _session.Attach(_carrier, 0);
        _session.Await();
        _time.Advance(s_settings.Grace);
        _overs.ShouldBe(0);
    }

    [Fact]
    public void An_app_whose_end_is_told_twice_is_not_kept_for_twice_the_grace()
    {
        _session.Complete();
        _time.Advance(s_settings.Grace / 2);
        _session.Complete();
        _time.Advance(s_settings.Grace / 2);
        _overs.ShouldBe(1);
    }

    [Theory]
    [InlineData("acknowledges")]
    [InlineData("attaches")]
    [InlineData("completes")]
    public async Task It_is_over_when_the_app_is_gone_and_the_page_has_its_goodbye_whichever_comes_last(string last)
    {
        var close = Frame(Opcode.Close, new ClosePayload((ushort)CloseCode.Normal, "").ToBytes());
        _session.Attach(_carrier, 0);
        await _session.SendAsync(close);
        if (last == "completes")
        {
            _session.Acknowledge(close.Length);
            // The app may still take what the page has said.
            _overs.ShouldBe(0);
            _session.Complete();
        }
        else
        {
            _session.Complete();
            _overs.ShouldBe(0);
            if (last == "attaches")
                _session.Attach(_carrier, close.Length);
            else
                _session.Acknowledge(close.Length);
        }

        _overs.ShouldBe(1);
    }

    [Fact]
    public async Task A_page_that_has_all_of_an_app_that_was_cut_off_hears_of_that_before_it_is_over()
    {
        var message = Message(10);
        await _session.SendAsync(message);
        new PageEnd(_session).Abort();
        _session.Attach(_carrier, message.Length).ShouldBeTrue();
        _overs.ShouldBe(0);
        _session.Take(_carrier, new byte[10], out _, out var ended);
        ended.ShouldBeTrue();
    }

    [Fact]
    public async Task A_carrier_is_woken_when_the_app_takes_what_was_held()
    {
        _session.Attach(_carrier, 0);
        await _session.Input.BringAsync(0, Frame(Opcode.Text, "one"u8.ToArray()), 1000);
        var before = _carrier.Wakes;
        await _session.Input.ReceiveAsync(new byte[10_000]);
        _carrier.Wakes.ShouldBe(before + 1);
    }

    [Fact]
    public async Task The_tunnels_end_is_the_sessions_too()
    {
        await new PageEnd(_session).FinishAsync();
        (await _session.Input.ReceiveAsync(new byte[10])).ShouldBe(0);
        _time.Advance(s_settings.Grace);
        _overs.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tunnel_that_breaks_off_hears_so_where_it_waits(bool byClosing)
    {
        var end = new PageEnd(_session);
        var waiting = end.ReceiveAsync(new byte[10]).AsTask();
        if (byClosing)
            end.Close();
        else
            end.Abort();
        (await waiting.WaitAsync(s_patience)).ShouldBe(-1);
    }

    private static ReadOnlyMemory<byte> Message(int bytes) => Frame(Opcode.Binary, new byte[bytes]);

    private static ReadOnlyMemory<byte> Frame(Opcode opcode, byte[] payload)
    {
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, opcode, payload);
        return output.WrittenMemory;
    }

    private sealed class TestCarrier : ICarrier
    {
        public bool IsReleased { get; private set; }

        public int Wakes { get; private set; }

        public string Name => "test";

        public void Wake() => Wakes++;

        public void Release() => IsReleased = true;
    }
}
