using Wayleave.Protocol.Frames;

namespace Wayleave.Protocol.Relay;

/// <summary>One side of a relayed socket: the lane to it, what is known of it, and what is to become of its two streams.</summary>
/// <param name="settings">How its line is kept alive.</param>
/// <param name="pulse">Whether it is there.</param>
/// <param name="lane">The lane on which it receives.</param>
/// <param name="maskingKey">Gives a key for each frame of ours to it; null where they are not masked.</param>
internal sealed class RelayHalf(PulseSettings settings, Pulse pulse, RelayLane lane, Func<uint>? maskingKey)
{
    /// <summary>Whether it is there.</summary>
    public Pulse Pulse { get; } = pulse;

    /// <summary>The lane on which it receives.</summary>
    public RelayLane Lane { get; } = lane;

    /// <summary>Whether what it sends has ended, in whatever way.</summary>
    public bool InputEnded { get; set; }

    /// <summary>Whether nothing can be sent to it any more.</summary>
    public bool OutputEnded { get; set; }

    /// <summary>Whether the end of what is sent to it has been carried out, or cannot be.</summary>
    public bool OutputDone { get; set; }

    /// <summary>Whether sending to it failed.</summary>
    public bool SendFailed { get; set; }

    /// <summary>What is, or was, to be done with its sending half.</summary>
    public OutputOrder Order { get; set; }

    /// <summary>Says goodbye where a frame of ours may still go out; it waits for the end of a frame.</summary>
    /// <param name="code">The close code.</param>
    /// <param name="reason">And why.</param>
    public void Say(CloseCode code, string reason) =>
        Lane.TryInsert(Opcode.Close, new ClosePayload((ushort)code, reason).ToBytes(), maskingKey?.Invoke());

    /// <summary>Ends what is sent to it in good order, once the frame under way is whole.</summary>
    public void Finish()
    {
        if (Order == OutputOrder.None)
            Order = OutputOrder.Finish;
    }

    /// <summary>Ends what is sent to it now: in good order, or with a reset if that would cut a frame.</summary>
    public void FinishHonestly()
    {
        if (Order != OutputOrder.Reset)
            Order = Lane.BetweenFrames ? OutputOrder.Finish : OutputOrder.Reset;
    }

    /// <summary>Whether it can be kept alive: its pong would be seen, and swallowed.</summary>
    /// <param name="from">The lane on which it sends.</param>
    public bool CanBeat(RelayLane from) => !(settings.Proves && from.IsBlind);

    /// <summary>Queues the frame that keeps it alive, if one is due. Where nothing of ours may go out any more it waits for ever, and is nobody's debt.</summary>
    /// <param name="now">The time.</param>
    public void Beat(TimeSpan now)
    {
        Span<byte> payload = stackalloc byte[Pulse.PayloadLength];
        if (Pulse.Beat(now, payload))
            Lane.TryInsert(settings.Proves ? Opcode.Ping : Opcode.Pong, payload, maskingKey?.Invoke());
    }

    /// <summary>Whether the order can be carried out: a stream is not ended in good order inside a frame whose end may still come.</summary>
    /// <param name="sender">The side whose bytes come here.</param>
    public bool IsReady(RelayHalf sender) =>
        Order == OutputOrder.Reset || (Order == OutputOrder.Finish && (Lane.BetweenFrames || Lane.IsBlind || sender.InputEnded));
}
