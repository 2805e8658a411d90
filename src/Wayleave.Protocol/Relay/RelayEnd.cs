using Wayleave.Protocol.Frames;

namespace Wayleave.Protocol.Relay;

/// <summary>How a relayed socket ends: who is told what, in which order, and until when.</summary>
/// <remarks>The table is in <see cref="SocketRelay"/>. What happens first is what ended it; all that follows only brings it to its end.</remarks>
/// <param name="client">The client's half.</param>
/// <param name="app">The app's half.</param>
/// <param name="closeTime">How long an end may take.</param>
/// <param name="latest">When the socket is too old in any case; null: never.</param>
internal sealed class RelayEnd(RelayHalf client, RelayHalf app, TimeSpan closeTime, TimeSpan? latest)
{
    // What must still be written when the time is up gets this long.
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(1);

    private TimeSpan? _finishAt;
    private TimeSpan? _cutAt;

    /// <summary>What ended it; null as long as nothing has.</summary>
    public RelayEnding? Ending { get; private set; }

    /// <summary>True once something has happened that will end it.</summary>
    public bool HasBegun => _finishAt is not null;

    /// <summary>True when nothing is left to be said.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether both streams have ended both ways.</summary>
    public bool IsWhole => client is { InputEnded: true, OutputDone: true } && app is { InputEnded: true, OutputDone: true };

    /// <summary>When to look again; null: never.</summary>
    public TimeSpan? WakeAt => IsOver ? null : _cutAt ?? _finishAt;

    // After a client's FIN the app's answer may take as long as bytes come and are taken; null: there is none that flows.
    private TimeSpan? FlowsUntil
    {
        get
        {
            if (!client.InputEnded || client.Lane.IsClosed || app.Lane.Close is not null)
                return null;
            var (heard, drained) = (app.Pulse.LastHeard, client.Pulse.LastDrained);
            var until = (heard > drained ? heard : drained) + closeTime;
            return latest < until ? latest : until;
        }
    }

    /// <summary>The time has come to look.</summary>
    /// <param name="now">The time.</param>
    public void Tick(TimeSpan now)
    {
        if (_finishAt < FlowsUntil)
            _finishAt = FlowsUntil;
        if (now >= _cutAt)
            IsOver = true;
        else if (_cutAt is null && now >= _finishAt)
            GiveUp(now);
    }

    /// <summary>A close frame of a side's has passed to the other one.</summary>
    /// <param name="from">The side.</param>
    /// <param name="close">What it said.</param>
    /// <param name="now">The time.</param>
    public void ClosePassed(RelaySide from, ClosePayload close, TimeSpan now)
    {
        Begin(By(from), "close frame", close.Code, close.Reason, now);
        // RFC 6455 §7.1.1: the server closes first, and to the client that is us. Clients wait for it; so would an app that waits for its client.
        if (client.Lane.IsClosed && app.Lane.Close is not null)
            client.Finish();
    }

    /// <summary>A side's stream has ended.</summary>
    /// <param name="from">The side.</param>
    /// <param name="reset">True if by a reset or another failure of its connection.</param>
    /// <param name="now">The time.</param>
    public void Ended(RelaySide from, bool reset, TimeSpan now)
    {
        var sender = To(from);
        if (sender.InputEnded)
            return;
        sender.InputEnded = true;
        if (reset || sender.SendFailed)
            HandleReset(from, now);
        else
            HandleFinish(from, now);
        FinishIfDone();
    }

    /// <summary>Sending to a side failed: nothing can be sent there any more. What it had sent before may still come.</summary>
    /// <param name="to">The side.</param>
    /// <param name="now">The time.</param>
    public void SendFailed(RelaySide to, TimeSpan now)
    {
        var half = To(to);
        if (half.SendFailed)
            return;
        (half.SendFailed, half.OutputEnded, half.OutputDone) = (true, true, true);
        _finishAt ??= now + closeTime;
        // Its stream may have ended in good order long ago; that it is gone shows only now.
        if (half.InputEnded)
            HandleReset(to, now);
        FinishIfDone();
    }

    /// <summary>A limit is broken: both sides are told.</summary>
    /// <param name="violation">Which.</param>
    /// <param name="now">The time.</param>
    public void Refuse(Violation violation, TimeSpan now)
    {
        var (code, reason) = (violation.CloseCode(), violation.Describe());
        Begin(EndedBy.SizeLimit, reason, (ushort)code, reason, now);
        client.Say(code, reason);
        app.Say(code, reason);
        client.Finish();
        app.Finish();
    }

    /// <summary>Ends it from our side: the client gets a close, its answer goes on to the app.</summary>
    /// <param name="by">On whose behalf.</param>
    /// <param name="code">What the client is told.</param>
    /// <param name="reason">And why.</param>
    /// <param name="now">The time.</param>
    public void Leave(EndedBy by, CloseCode code, string reason, TimeSpan now)
    {
        // What is ending anyway needs no help, save an answer that could flow for ever.
        if (IsOver || (HasBegun && FlowsUntil is null))
            return;
        Begin(by, reason, (ushort)code, reason, now);
        client.Say(code, reason);
    }

    /// <summary>A side gives no sign of life: it is cut off, and the other one told.</summary>
    /// <param name="dead">The side.</param>
    /// <param name="now">The time.</param>
    public void Bury(RelaySide dead, TimeSpan now)
    {
        var silence = (now - To(dead).Pulse.LastHeard).TotalSeconds;
        var why = $"{(dead == RelaySide.App ? "the app" : "the client")} gave no sign of life for {silence:0} s";
        Begin(EndedBy.Network, why, null, "", now);
        var survivor = To(dead.Other());
        survivor.Say(dead == RelaySide.App ? CloseCode.BadGateway : CloseCode.GoingAway, why);
        survivor.FinishHonestly();
        To(dead).Order = OutputOrder.Reset;
        _cutAt ??= now + s_lastWords;
    }

    /// <summary>Ends it at once, with nothing said.</summary>
    /// <param name="now">The time.</param>
    public void Cut(TimeSpan now)
    {
        Begin(EndedBy.Gateway, "cut off", null, "", now);
        IsOver = true;
    }

    /// <summary>What was to be done with a side's sending half is done.</summary>
    /// <param name="to">The side.</param>
    public void OrderDone(RelaySide to)
    {
        To(to).OutputDone = true;
        FinishIfDone();
    }

    private static EndedBy By(RelaySide side) => side == RelaySide.Client ? EndedBy.Client : EndedBy.App;

    private void FinishIfDone() => IsOver |= IsWhole;

    private RelayHalf To(RelaySide side) => side == RelaySide.Client ? client : app;

    private void Begin(EndedBy by, string why, ushort? code, string reason, TimeSpan now)
    {
        Ending ??= new RelayEnding(by, why, code, reason);
        _finishAt ??= now + closeTime;
    }

    private void HandleReset(RelaySide from, TimeSpan now)
    {
        Begin(By(from), "connection reset", null, "", now);
        var (sender, receiver) = (To(from), To(from.Other()));
        (sender.OutputEnded, sender.OutputDone) = (true, true);
        // The other side's last words have nowhere to go.
        _cutAt ??= now + s_lastWords;
        // Where the reset is the echo of our own, the other side keeps the end that was meant for it.
        var ours = sender.Order == OutputOrder.Reset;
        if (ours && receiver.Order != OutputOrder.None)
            return;
        // Inside a frame it comes to nothing: the reset does not wait.
        if (!ours)
            receiver.Say(
                from == RelaySide.Client ? CloseCode.GoingAway : CloseCode.BadGateway,
                from == RelaySide.Client ? "the client's connection was reset" : "the app's connection was reset");
        receiver.Order = OutputOrder.Reset;
    }

    private void HandleFinish(RelaySide from, TimeSpan now)
    {
        Begin(By(from), "connection ended without a close frame", null, "", now);
        if (from == RelaySide.Client || client.Lane.IsBlind)
        {
            To(from.Other()).Finish();
            return;
        }

        // A client that ended first is not told that the app did.
        if (!client.InputEnded)
            client.Say(CloseCode.BadGateway, "the app ended the connection without a close frame");
        client.FinishHonestly();
    }

    // The end took too long: each is told that the other is not there, and both get FIN and a last second.
    private void GiveUp(TimeSpan now)
    {
        // Only a side that takes nothing, and says nothing, has not been named yet.
        Begin(client.SendFailed ? EndedBy.Client : EndedBy.App, "connection reset", null, "", now);
        app.Say(CloseCode.GoingAway, "the client is gone");
        client.Say(CloseCode.BadGateway, "the app does not answer");
        client.FinishHonestly();
        app.FinishHonestly();
        _cutAt = now + s_lastWords;
    }
}
