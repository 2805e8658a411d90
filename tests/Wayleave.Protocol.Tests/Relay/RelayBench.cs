using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Relay;
using Wayleave.TestKit;

namespace Wayleave.Protocol.Tests.Relay;

/// <summary>A relayed socket driven by hand: a clock that is a number, and two peers that are lists of bytes.</summary>
internal sealed class RelayBench
{
    private readonly List<byte> _client = [];
    private readonly List<byte> _app = [];
    private readonly Dictionary<RelaySide, string> _ends = new() { [RelaySide.Client] = "", [RelaySide.App] = "" };
    private uint _keys = 1;

    public RelayBench(RelayOptions? options = null) =>
        Relay = new SocketRelay(options ?? new RelayOptions(), new RelayChance(0xC11E47, 0xA99, () => _keys++), TimeSpan.Zero);

    public SocketRelay Relay { get; }

    public TimeSpan Now { get; private set; }

    /// <summary>Whether the app's or the client's sending half is busy, so that nothing of ours goes there.</summary>
    public RelaySide? Busy { get; set; }

    /// <summary>Whether what is to be done with a sending half takes for ever.</summary>
    public bool Stuck { get; set; }

    /// <summary>All that a side has been sent, in words, with <c>FIN</c> or <c>RST</c> at its end.</summary>
    public string Got(RelaySide side) => string.Join(" | ", ((string[])[Wire.Tell(Bytes(side)), _ends[side]]).Where(part => part.Length > 0));

    /// <summary>What the client has been sent.</summary>
    public string Client => Got(RelaySide.Client);

    /// <summary>What the app has been sent.</summary>
    public string App => Got(RelaySide.App);

    public byte[] Bytes(RelaySide side) => [.. (side == RelaySide.Client ? _client : _app)];

    /// <summary>Bytes come from a side.</summary>
    public RelayBench Send(RelaySide from, params byte[] bytes)
    {
        ReadOnlySpan<byte> rest = bytes;
        while (!rest.IsEmpty)
        {
            var step = Relay.Receive(from, rest, Now);
            Take(from.Other(), step.Insert.Span);
            Take(from.Other(), rest[..step.Forward]);
            rest = rest[(step.Forward + step.Drop)..];
        }

        return Settle();
    }

    /// <summary>A text message comes from a side.</summary>
    public RelayBench Say(RelaySide from, string text) => Send(from, Wire.Text(text, KeyOf(from)));

    /// <summary>A close frame comes from a side.</summary>
    public RelayBench Close(RelaySide from, int? code, string reason = "") => Send(from, Wire.Close(code, reason, KeyOf(from)));

    /// <summary>A frame begins that does not end.</summary>
    public RelayBench BeginFrame(RelaySide from) => Send(from, Wire.Text("half", KeyOf(from))[..^2]);

    /// <summary>The frame begun ends.</summary>
    public RelayBench EndFrame(RelaySide from) => Send(from, Wire.Text("half", KeyOf(from))[^2..]);

    /// <summary>A side hears and is heard, without any frame that a test would have to count.</summary>
    public RelayBench KeepLively(RelaySide from)
    {
        Relay.PulseOf(from).Heard(Now);
        Relay.PulseOf(from).Sent(Now);
        return this;
    }

    public RelayBench Finish(RelaySide from) => End(from, false);

    public RelayBench Reset(RelaySide from) => End(from, true);

    public RelayBench Leave()
    {
        Relay.Leave(EndedBy.Drain, CloseCode.ServiceRestart, "restart", Now);
        return Settle();
    }

    /// <summary>The clock goes on, stopping where the relay wants to look.</summary>
    public RelayBench Wait(double seconds)
    {
        var until = Now + TimeSpan.FromSeconds(seconds);
        var sameTime = 0;
        while (Relay.WakeAt is { } at && at <= until)
        {
            sameTime = at > Now ? 0 : sameTime + 1;
            sameTime.ShouldBeLessThan(5, "it wants to be woken at the same time for ever");
            Now = at > Now ? at : Now;
            Relay.Tick(Now);
            Settle();
        }

        Now = until;
        return this;
    }

    /// <summary>The clock goes on until it is over.</summary>
    public RelayBench WaitForEnd()
    {
        var limit = Now + TimeSpan.FromHours(1);
        while (!Relay.IsOver && Now < limit)
            Wait(((Relay.WakeAt ?? limit) - Now).TotalSeconds);
        Relay.IsOver.ShouldBeTrue();
        return this;
    }

    private static uint? KeyOf(RelaySide from) => from == RelaySide.Client ? Wire.Key : null;

    private RelayBench End(RelaySide from, bool reset)
    {
        Relay.Ended(from, reset, Now);
        return Settle();
    }

    private RelayBench Settle()
    {
        foreach (var side in (RelaySide[])[RelaySide.Client, RelaySide.App])
            while (side != Busy && Relay.HasWork(side))
            {
                var insert = Relay.TakeInsert(side, Now);
                if (!insert.IsEmpty)
                    Take(side, insert.Span);
                else
                    CarryOut(side, Relay.TakeOrder(side));
            }

        return this;
    }

    private void CarryOut(RelaySide side, OutputOrder order)
    {
        _ends[side].ShouldBe("", "an order is given once");
        order.ShouldNotBe(OutputOrder.None, "where there is work there must be something to do");
        _ends[side] = order == OutputOrder.Finish ? "FIN" : "RST";
        if (!Stuck)
            Relay.OrderDone(side);
        // Whoever is reset is not heard any more.
        if (order == OutputOrder.Reset)
            Relay.Ended(side, true, Now);
    }

    private void Take(RelaySide side, ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty)
            _ends[side].ShouldBe("", "nothing is sent behind the end");
        (side == RelaySide.Client ? _client : _app).AddRange(bytes);
    }
}
