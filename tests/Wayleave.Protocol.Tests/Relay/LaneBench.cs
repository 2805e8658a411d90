using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Relay;

namespace Wayleave.Protocol.Tests.Relay;

/// <summary>A lane with its pulses, and what has come out of it.</summary>
internal sealed class LaneBench
{
    private readonly List<byte> _out = [];

    public LaneBench(Role receiver = Role.Client, LaneLimits limits = default, bool extended = false)
    {
        Sender = new Pulse(new PulseSettings(TimeSpan.FromSeconds(25)), 0x1122334455667788, TimeSpan.Zero);
        Receiver = new Pulse(new PulseSettings(TimeSpan.FromSeconds(25)), 0x99AABBCCDDEEFF00, TimeSpan.Zero);
        Lane = new RelayLane(receiver, limits, extended) { Sender = Sender, Receiver = Receiver };
    }

    public RelayLane Lane { get; }

    public Pulse Sender { get; }

    public Pulse Receiver { get; }

    public TimeSpan Now { get; set; }

    public byte[] Out => [.. _out];

    public Violation Ended { get; private set; }

    /// <summary>A ping of ours has gone to the sender: what it must answer.</summary>
    public byte[] PingSender()
    {
        Now += TimeSpan.FromSeconds(25);
        var payload = new byte[Pulse.PayloadLength];
        Sender.Beat(Now, payload).ShouldBeTrue();
        Sender.InsertSent(Now);
        return payload;
    }

    /// <summary>Feeds bytes, one piece after another.</summary>
    public LaneBench Feed(params IEnumerable<byte[]> pieces)
    {
        foreach (var piece in pieces)
        {
            ReadOnlySpan<byte> rest = piece;
            while (!rest.IsEmpty)
            {
                var step = Lane.Next(rest, Now);
                _out.AddRange(step.Insert.Span);
                _out.AddRange(rest[..step.Forward]);
                (step.Insert.Length + step.Forward + step.Drop).ShouldBePositive("a step must lead on");
                rest = rest[(step.Forward + step.Drop)..];
                if (step.Violation != Violation.None)
                    Ended = step.Violation;
            }
        }

        return this;
    }

    /// <summary>Nothing more will come.</summary>
    public LaneBench End()
    {
        _out.AddRange(Lane.TakeHeld().Span);
        return this;
    }
}
