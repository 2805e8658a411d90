using Wayleave.Protocol.Events;

namespace Wayleave.Server.Events.Stores;

/// <summary>An event as it stands in a channel's history. Its frames are encoded once, whoever gets them.</summary>
/// <param name="position">Where it stands.</param>
/// <param name="previousTag">The tag of the event before it; 0 for the first of an epoch.</param>
/// <param name="payload">What was published.</param>
/// <param name="at">When it was published.</param>
/// <param name="gap">Why something is missing here; null for an event. It has a place as events have, so that everybody is told of it.</param>
internal sealed class StoredEvent(EventPosition position, uint previousTag, EventPayload payload, DateTimeOffset at, GapReason? gap = null)
{
    private Lazy<string?>? _key;
    private readonly byte[]?[] _encoded = new byte[]?[(int)EventForm.Envelope + 1];

    /// <summary>Where it stands.</summary>
    public EventPosition Position => position;

    /// <summary>The tag of the event before it; 0 for the first of an epoch.</summary>
    public uint PreviousTag => previousTag;

    /// <summary>What was published.</summary>
    public EventPayload Payload => payload;

    /// <summary>When it was published.</summary>
    public DateTimeOffset At => at;

    /// <summary>Why something is missing here; null for an event.</summary>
    public GapReason? Gap => gap;

    /// <summary>What it is about; null where it says nothing of it.</summary>
    /// <param name="member">The member that says so, always the same one.</param>
    public string? KeyOf(string member) => (_key ??= new Lazy<string?>(() => EventKey.Of(payload, member))).Value;

    /// <summary>What the rule of resuming must know of it.</summary>
    public RetainedEntry Entry => new(position.Offset, previousTag);

    /// <summary>The frame in a form: made once, and the same bytes for everybody. Null: it has not been made yet.</summary>
    /// <param name="form">The form.</param>
    public byte[]? Encoded(EventForm form) => Volatile.Read(ref _encoded[(int)form]);

    /// <summary>Keeps the frame in a form; two at once may both make it, and make the same.</summary>
    /// <param name="form">The form.</param>
    /// <param name="frame">The frame.</param>
    public byte[] Keep(EventForm form, byte[] frame)
    {
        Volatile.Write(ref _encoded[(int)form], frame);
        return frame;
    }
}
