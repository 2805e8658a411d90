using System.Buffers;
using Wayleave.Protocol.Events;
using Wayleave.Protocol.Frames;
using Wayleave.Server.Events.Hub;
using Wayleave.Server.Events.Stores;

namespace Wayleave.Server.Events;

/// <summary>Says what a client is to get, in the form that it knows.</summary>
/// <param name="plan">What the client gets, and how.</param>
internal sealed class EventWriter(EventPlan plan)
{
    private static readonly byte[] s_pong = Frame(Opcode.Text, ServerFrame.Pong);

    private readonly ArrayBufferWriter<byte> _text = new();
    private TimeSpan _window;

    private bool HasControls => plan.Form != EventForm.Bare;

    /// <summary>One whole frame.</summary>
    /// <param name="opcode">What it carries.</param>
    /// <param name="payload">The payload.</param>
    public static byte[] Frame(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        var frame = new ArrayBufferWriter<byte>(payload.Length + FrameHeader.MaxLength);
        FrameWriter.Write(frame, opcode, payload);
        return frame.WrittenSpan.ToArray();
    }

    /// <summary>The first word.</summary>
    /// <param name="sink">Where to.</param>
    /// <param name="session">The connection's name.</param>
    /// <param name="node">The node's name.</param>
    /// <param name="left">How long the client's session still lasts; null: as long as it does.</param>
    public void Hello(IEventSink sink, string session, string node, TimeSpan? left)
    {
        _window = plan.RetryWindow();
        if (plan.Form == EventForm.Envelope)
            Write(sink, "hello", text => ServerFrame.Hello(text, session, node, plan.Heartbeat, _window, left));
    }

    /// <summary>A channel is followed from now on; where something is missing, a gap says so.</summary>
    /// <param name="sink">Where to.</param>
    /// <param name="cursor">The channel.</param>
    /// <param name="since">What was asked for.</param>
    /// <param name="outcome">What became of it.</param>
    public void Subscribed(IEventSink sink, Cursor cursor, Since since, ResumeOutcome outcome)
    {
        if (!HasControls)
            return;
        var asked = cursor.IsEphemeral ? null : (since as Since.After)?.Position;
        var state = asked is null ? ResumeState.New : outcome is ResumeOutcome.Complete ? ResumeState.Ok : ResumeState.Gap;
        var missed = outcome is ResumeOutcome.Complete complete && since is not Since.LiveOnly ? complete.Missed : (long?)null;
        Write(sink, "subscribed", text => ServerFrame.Subscribed(text, cursor.Feed.Name, cursor.Begun, state, missed));
        if (outcome is ResumeOutcome.Gap gap)
            Write(sink, "gap", text => ServerFrame.Gap(text, cursor.Feed.Name, gap.Reason, asked, gap.To, gap.Lost));
    }

    /// <summary>What was missed has been given.</summary>
    /// <param name="sink">Where to.</param>
    /// <param name="cursor">The channel.</param>
    public void CaughtUp(IEventSink sink, Cursor cursor)
    {
        if (HasControls)
            Write(sink, "caught_up", text => ServerFrame.CaughtUp(text, cursor.Feed.Name, cursor.At));
    }

    /// <summary>Something is missing here.</summary>
    /// <param name="sink">Where to.</param>
    /// <param name="cursor">The channel.</param>
    /// <param name="from">Where the client was.</param>
    /// <param name="gap">What is.</param>
    public void Gap(IEventSink sink, Cursor cursor, EventPosition from, ResumeOutcome.Gap gap)
    {
        if (HasControls)
            Write(sink, "gap", text => ServerFrame.Gap(text, cursor.Feed.Name, gap.Reason, from, gap.To, gap.Lost));
    }

    /// <summary>An event; it is encoded once for everybody who gets it in this form.</summary>
    /// <param name="sink">Where to.</param>
    /// <param name="step">The event.</param>
    /// <param name="cursor">Its channel.</param>
    public void Event(IEventSink sink, CursorStep step, Cursor cursor) => sink.Event(FrameOf(step, cursor));

    /// <summary>An event's text.</summary>
    /// <param name="step">The event.</param>
    /// <param name="cursor">Its channel.</param>
    public byte[] TextOf(CursorStep step, Cursor cursor)
    {
        var frame = FrameOf(step, cursor);
        FrameHeader.TryRead(frame, out _, out var header, out _);
        return frame[header..];
    }

    /// <summary>The sign of life.</summary>
    /// <param name="sink">Where to.</param>
    /// <param name="now">The time.</param>
    /// <param name="cursors">Where the client is.</param>
    /// <param name="isDegraded">Whether the store cannot be reached, so that nothing new can come.</param>
    public void Heartbeat(IEventSink sink, DateTimeOffset now, IReadOnlyList<Cursor> cursors, bool isDegraded)
    {
        var changed = plan.RetryWindow() is var window && window != _window ? window : (TimeSpan?)null;
        _window = window;
        if (plan.Form == EventForm.Envelope)
            Write(sink, "heartbeat", text => ServerFrame.Heartbeat(
                text, now, [.. cursors.Where(cursor => cursor.HasBegun && !cursor.IsEphemeral).Select(cursor => KeyValuePair.Create(cursor.Feed.Name, cursor.At))], changed, isDegraded));
        else
            sink.Control("heartbeat", ServerFrame.LegacyHeartbeat);
    }

    /// <summary>What a client's message is answered by.</summary>
    /// <param name="message">The message.</param>
    /// <param name="order">What is to be done for it; null: nothing.</param>
    /// <returns>A frame; null: nothing.</returns>
    public byte[]? ReplyTo(ReadOnlySpan<byte> message, out ClientFrame? order)
    {
        var isFrame = ClientFrame.TryRead(message, out var frame, out var wrong);
        order = isFrame && HasControls && frame is not ClientFrame.Ping ? frame : null;
        if (isFrame)
            return frame is ClientFrame.Ping ? s_pong : null;
        // An old front end may send what it likes: the endpoint that it knows did not answer either.
        return plan.Form == EventForm.Envelope ? Refusal("bad_frame", wrong.Describe()) : null;
    }

    /// <summary>Who has come to a channel, and who has left it.</summary>
    /// <param name="sink">Where to.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="join">Who has come.</param>
    /// <param name="leave">Who has left.</param>
    /// <param name="isSnapshot">Whether those who have come are all who are there.</param>
    public void Presence(IEventSink sink, string channel, string[] join, string[] leave, bool isSnapshot) =>
        Write(sink, "presence", text => ServerFrame.Presence(text, channel, join, leave, isSnapshot));

    /// <summary>The connection is about to be closed.</summary>
    /// <param name="sink">Where to.</param>
    /// <param name="after">How long behind its end the client is to come back.</param>
    /// <param name="reason">Why, in a word.</param>
    public void Reconnect(IEventSink sink, TimeSpan after, string reason)
    {
        if (HasControls)
            Write(sink, "reconnect", text => ServerFrame.Reconnect(text, after, reason));
    }

    /// <summary>Something that was asked for is refused.</summary>
    /// <param name="sink">Where to.</param>
    /// <param name="code">The reason, in a word.</param>
    /// <param name="channel">The channel that it is about; null: none.</param>
    public void Error(IEventSink sink, string code, string? channel)
    {
        if (HasControls)
            Write(sink, "error", text => ServerFrame.Error(text, code, retry: false, channel));
    }

    /// <summary>The session goes on.</summary>
    /// <param name="sink">Where to.</param>
    /// <param name="left">For how long; null: as long as it does.</param>
    public void Auth(IEventSink sink, TimeSpan? left) => Write(sink, "auth", text => ServerFrame.Auth(text, left));

    private static byte[] Refusal(string code, string words)
    {
        var text = new ArrayBufferWriter<byte>();
        ServerFrame.Error(text, code, retry: false, message: words);
        return Frame(Opcode.Text, text.WrittenSpan);
    }

    // What was left out before it differs from one client to the next, so such a frame is this client's alone.
    private byte[] FrameOf(CursorStep step, Cursor cursor)
    {
        if (step.Skip > 0 && HasControls)
            return Encode(step, cursor);
        return step.Event!.Encoded(plan.Form) ?? step.Event.Keep(plan.Form, Encode(step, cursor));
    }

    private byte[] Encode(CursorStep step, Cursor cursor)
    {
        var text = new ArrayBufferWriter<byte>();
        var (isText, stored) = (true, step.Event!);
        var id = cursor.IsEphemeral ? (EventPosition?)null : stored.Position;
        if (plan.Form == EventForm.Envelope)
            ServerFrame.Event(text, cursor.Feed.Name, id, stored.Payload, step.Skip);
        else
            isText = LegacyEvent.Write(text, stored.Payload, id, plan.IdMember, HasControls, HasControls ? step.Skip : 0);
        return Frame(isText ? Opcode.Text : Opcode.Binary, text.WrittenSpan);
    }

    private void Write(IEventSink sink, string type, Action<IBufferWriter<byte>> write)
    {
        _text.ResetWrittenCount();
        write(_text);
        sink.Control(type, _text.WrittenSpan);
    }
}
