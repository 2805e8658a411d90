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

    // Nobody who follows this connection's channels comes back sooner than this by itself.
    private static readonly TimeSpan s_retryWindow = TimeSpan.FromSeconds(5);

    private readonly ArrayBufferWriter<byte> _text = new();

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
        if (plan.Form == EventForm.Envelope)
            Write(sink, "hello", text => ServerFrame.Hello(text, session, node, plan.Heartbeat, s_retryWindow, left));
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
        var asked = (since as Since.After)?.Position;
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
    /// <param name="stored">The event.</param>
    /// <param name="channel">Its channel.</param>
    public void Event(IEventSink sink, StoredEvent stored, string channel) =>
        sink.Event(stored.Encoded(plan.Form, () => Encode(stored, channel)));

    /// <summary>An event's text.</summary>
    /// <param name="stored">The event.</param>
    /// <param name="channel">Its channel.</param>
    public byte[] TextOf(StoredEvent stored, string channel)
    {
        var frame = stored.Encoded(plan.Form, () => Encode(stored, channel));
        FrameHeader.TryRead(frame, out _, out var header, out _);
        return frame[header..];
    }

    /// <summary>The sign of life.</summary>
    /// <param name="sink">Where to.</param>
    /// <param name="now">The time.</param>
    /// <param name="cursors">Where the client is.</param>
    public void Heartbeat(IEventSink sink, DateTimeOffset now, IReadOnlyList<Cursor> cursors)
    {
        if (plan.Form == EventForm.Envelope)
            Write(sink, "heartbeat", text => ServerFrame.Heartbeat(text, now, [.. cursors.Select(cursor => KeyValuePair.Create(cursor.Feed.Name, cursor.At))]));
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

    private byte[] Encode(StoredEvent stored, string channel)
    {
        var text = new ArrayBufferWriter<byte>();
        var isText = true;
        if (plan.Form == EventForm.Envelope)
            ServerFrame.Event(text, channel, stored.Position, stored.Payload);
        else
            isText = LegacyEvent.Write(text, stored.Payload, stored.Position, plan.IdMember, HasControls);
        return Frame(isText ? Opcode.Text : Opcode.Binary, text.WrittenSpan);
    }

    private void Write(IEventSink sink, string type, Action<IBufferWriter<byte>> write)
    {
        _text.ResetWrittenCount();
        write(_text);
        sink.Control(type, _text.WrittenSpan);
    }
}
