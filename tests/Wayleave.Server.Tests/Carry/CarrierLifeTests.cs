using System.Buffers;
using System.Text;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Http;
using Wayleave.Server.Carry;
using Wayleave.Server.Configuration;
using Wayleave.Server.Tests.Relaying;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Carry;

/// <summary>What a carrier's WebSocket holds, and for how long, whatever its client does: a connection in memory, and a clock that stands.</summary>
public sealed class CarrierLifeTests
{
    private const string Hello = "hello AAAAAAAAAAAAAAAAAAAAAA 0";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly CarrySettings s_settings = new() { Mode = CarryMode.Auto, BufferBytes = 64 * 1024 };

    private readonly FakeTimeProvider _time = new();
    private readonly MemoryEnd _end = new();
    private int _overs;

    [Fact]
    public async Task A_client_that_pings_and_takes_nothing_is_answered_once_when_it_does()
    {
        using var session = Session();
        _end.Accept(0);
        var running = Run(session, isNew: true);
        for (var i = 0; i < 1000; i++)
            Say(Opcode.Ping, [(byte)(i >> 8), (byte)i]);
        _end.Accept(long.MaxValue);
        _end.HangUp();
        await running.WaitAsync(s_patience);
        Frames().ShouldBe(["Text", "Pong 03E7"]);
    }

    [Fact]
    public async Task Words_that_nobody_takes_do_not_pile_up()
    {
        using var session = Session();
        _end.Accept(0);
        var running = Run(session, isNew: true);
        for (var i = 0; i < 100; i++)
        {
            Say(Opcode.Text, "beat"u8);
            _time.Advance(s_settings.Heartbeat / 2);
        }

        _end.Accept(long.MaxValue);
        _end.HangUp();
        await running.WaitAsync(s_patience);
        Frames().ShouldBe(["Text", "Text"]);
    }

    [Fact]
    public async Task A_client_that_never_says_whose_it_is_is_given_up_after_two_heartbeats_whatever_else_it_says()
    {
        using var session = Session();
        var running = Run(session, isNew: false);
        Chatter(2);
        await running.WaitAsync(s_patience);
        _end.GotReset.ShouldBeTrue();
    }

    [Fact]
    public async Task A_client_that_does_not_let_go_when_another_carrier_has_its_session_is_given_up_after_two_heartbeats()
    {
        using var session = Session();
        var running = Run(session, isNew: false);
        Say(Opcode.Text, Encoding.ASCII.GetBytes(Hello));
        Chatter(3);
        _end.GotReset.ShouldBeFalse();
        var other = new MemoryEnd();
        var next = new WebSocketCarrier(other, session, HeaderLines.Empty, "node", _time).RunAsync(isNew: true, default);
        Chatter(2);
        await running.WaitAsync(s_patience);
        _end.GotReset.ShouldBeTrue();
        other.HangUp();
        await next.WaitAsync(s_patience);
    }

    [Fact]
    public async Task A_client_that_is_gone_leaves_its_session_though_the_app_has_not_taken_all_that_it_said()
    {
        using var session = Session();
        var running = Run(session, isNew: false);
        Say(Opcode.Text, Encoding.ASCII.GetBytes(Hello));
        // No page may send so much ahead of the app.
        Say(Opcode.Binary, new byte[3 * s_settings.BufferBytes]);
        _time.Advance(s_settings.Heartbeat);
        _time.Advance(s_settings.Heartbeat);
        _end.GotReset.ShouldBeTrue();
        _time.Advance(s_settings.Grace);
        _overs.ShouldBe(1);
        session.Input.End(asFailure: true);
        await running.WaitAsync(s_patience);
    }

    [Fact]
    public async Task A_goodbye_ends_no_half_on_which_something_is_still_being_sent()
    {
        using var session = Session();
        _end.Accept(1);
        var running = Run(session, isNew: true);
        Say(Opcode.Close, new ClosePayload((ushort)CloseCode.Normal, "").ToBytes());
        await running.WaitAsync(s_patience);
        _end.Misuse.ShouldBeNull();
        _end.Closes.ShouldBe(1);
    }

    [Theory]
    [InlineData("leave")]
    [InlineData("ack 0")]
    [InlineData("at 0")]
    [InlineData("beat")]
    public async Task Who_has_not_said_whose_it_is_says_nothing_for_the_session_and_is_told_that_there_is_none(string words)
    {
        using var session = Session();
        var running = Run(session, isNew: false);
        Say(Opcode.Text, Encoding.ASCII.GetBytes(words));
        _end.HangUp();
        await running.WaitAsync(s_patience);
        Frames().ShouldBe(["Text", "Close 03E8"]);
        _overs.ShouldBe(0);
    }

    [Theory]
    [InlineData(CloseCode.GoingAway, true, 1)]
    [InlineData(CloseCode.GoingAway, false, 0)]
    [InlineData(CloseCode.Normal, true, 0)]
    public async Task Only_a_tab_that_is_shut_takes_its_session_along_and_only_where_it_has_one(CloseCode code, bool saysHello, int overs)
    {
        using var session = Session();
        var running = Run(session, isNew: false);
        if (saysHello)
            Say(Opcode.Text, Encoding.ASCII.GetBytes(Hello));
        Say(Opcode.Close, new ClosePayload((ushort)code, "").ToBytes());
        await running.WaitAsync(s_patience);
        _overs.ShouldBe(overs);
        // A goodbye is answered.
        Frames()[^1].ShouldBe("Close 03E8");
    }

    [Fact]
    public async Task Another_secret_on_the_connection_that_has_the_session_ends_that_and_not_the_session()
    {
        using var session = Session();
        var running = Run(session, isNew: true);
        Say(Opcode.Text, Encoding.ASCII.GetBytes(Hello));
        Say(Opcode.Text, "hello AQAAAAAAAAAAAAAAAAAAAA 0"u8);
        _end.HangUp();
        await running.WaitAsync(s_patience);
        Frames().ShouldBe(["Text", "Text", "Close 03E8"]);
        _overs.ShouldBe(0);
    }

    [Fact]
    public async Task A_page_that_acknowledges_what_was_never_sent_is_not_heard_any_further()
    {
        using var session = Session();
        var running = Run(session, isNew: true);
        Say(Opcode.Text, Encoding.ASCII.GetBytes(Hello));
        Say(Opcode.Text, "ack 1"u8);
        await running.WaitAsync(s_patience);
        _end.Closes.ShouldBe(1);
        session.Count().IsAway.ShouldBeTrue();
    }

    private CarrySession Session() => new("id", s_settings, new SessionBond(new PageSigns(HeaderLines.Empty), [], _time), () => 7, _time, _ => _overs++);

    private Task Run(CarrySession session, bool isNew) => new WebSocketCarrier(_end, session, HeaderLines.Empty, "node", _time).RunAsync(isNew, default);

    private void Say(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, opcode, payload, 7);
        _end.Say(output.WrittenSpan);
    }

    private void Chatter(int heartbeats)
    {
        for (var i = 0; i < 2 * heartbeats; i++)
        {
            _time.Advance(s_settings.Heartbeat / 2);
            Say(Opcode.Ping, []);
        }
    }

    private List<string> Frames()
    {
        var frames = new List<string>();
        for (var bytes = _end.Received.AsSpan(); !bytes.IsEmpty;)
        {
            FrameHeader.TryRead(bytes, out var header, out var length, out _).ShouldBe(OperationStatus.Done);
            var payload = bytes.Slice(length, (int)header.PayloadLength);
            frames.Add(header.Opcode == Opcode.Text ? $"{header.Opcode}" : $"{header.Opcode} {Convert.ToHexString(payload)}");
            bytes = bytes[(length + payload.Length)..];
        }

        return frames;
    }
}
