using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Wayleave.Protocol.Events;

/// <summary>What a server says to a client that speaks <c>wayleave.v1</c>: one of the records nested here, and no other. <see cref="ServerFrame"/> writes it.</summary>
public abstract record ServerMessage
{
    /// <summary>The deepest nesting: an event's data may have <see cref="EventPayload.MaxDepth"/>, and stands in an object. A security limit.</summary>
    public const int MaxDepth = EventPayload.MaxDepth + 1;

    /// <summary>The longest time that a frame may name: 1 day. A client that believed more would wait for ever.</summary>
    public static readonly TimeSpan MaxTime = TimeSpan.FromDays(1);

    private ServerMessage()
    {
    }

    /// <summary>Reads a frame. Unknown members are passed over, and so are unknown types, so that newer servers may say more.</summary>
    /// <param name="message">Whatever a server sent, whole. Nothing of it is kept.</param>
    /// <param name="read">The frame; null if it is none.</param>
    /// <param name="violation">Why it is none.</param>
    /// <returns>False if it is none. It never throws.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> message, [NotNullWhen(true)] out ServerMessage? read, out ServerMessageViolation violation)
    {
        violation = ServerMembers.Read(message, out read);
        return read is not null;
    }

    /// <summary>The first frame of a connection.</summary>
    /// <param name="Session">The connection's name, for logs of both sides; empty if it has none.</param>
    /// <param name="Node">The node's name; empty if it has none.</param>
    /// <param name="HeartbeatAfter">After how much silence a heartbeat comes: more than nothing.</param>
    /// <param name="RetryWindow">Over how much time clients that lose their connection should spread.</param>
    /// <param name="TokenExpiresIn">How long the token still holds; null if it does not end.</param>
    public sealed record Hello(string Session, string Node, TimeSpan HeartbeatAfter, TimeSpan RetryWindow, TimeSpan? TokenExpiresIn) : ServerMessage;

    /// <summary>A channel is followed from now on.</summary>
    /// <param name="Channel">The channel.</param>
    /// <param name="At">The channel's head at that moment.</param>
    /// <param name="State">What became of the position asked from.</param>
    /// <param name="Missed">How many events are replayed; null if that is not said.</param>
    public sealed record Subscribed(string Channel, EventPosition At, ResumeState State, long? Missed) : ServerMessage;

    /// <summary>An event.</summary>
    /// <param name="Channel">The channel.</param>
    /// <param name="Id">Its position; null for one that is not numbered.</param>
    /// <param name="Skip">How many offsets right before it were left out on purpose: 0 or more.</param>
    /// <param name="Data">JSON in UTF-8 as it stands in the frame; where it is binary, the bytes.</param>
    /// <param name="IsBinary">Whether bytes were published that are no text.</param>
    public sealed record Event(string Channel, EventPosition? Id, long Skip, ReadOnlyMemory<byte> Data, bool IsBinary) : ServerMessage;

    /// <summary>All that was missed has come.</summary>
    /// <param name="Channel">The channel.</param>
    /// <param name="At">Up to where everything was sent.</param>
    public sealed record CaughtUp(string Channel, EventPosition At) : ServerMessage;

    /// <summary>Events are or may be missing here.</summary>
    /// <param name="Channel">The channel.</param>
    /// <param name="Reason">Why: a word of <see cref="GapReasons"/>, or one that a newer server knows.</param>
    /// <param name="From">Where the client was; null if it is not known.</param>
    /// <param name="To">Where the stream continues.</param>
    /// <param name="Lost">How many events are missing; null if nobody can know.</param>
    public sealed record Gap(string Channel, string Reason, EventPosition? From, EventPosition To, long? Lost) : ServerMessage;

    /// <summary>The sign of life.</summary>
    /// <param name="Heads">Where the connection's channels are: everything up to there was sent.</param>
    /// <param name="RetryWindow">The new window if it changed; null if not.</param>
    /// <param name="IsDegraded">Whether the store cannot be reached, so that nothing new can come.</param>
    public sealed record Heartbeat(ImmutableArray<KeyValuePair<string, EventPosition>> Heads, TimeSpan? RetryWindow, bool IsDegraded) : ServerMessage;

    /// <summary>The answer to a ping.</summary>
    public sealed record Pong : ServerMessage;

    /// <summary>Who came to a channel and who left it.</summary>
    /// <param name="Channel">The channel.</param>
    /// <param name="Join">The ids of those who came.</param>
    /// <param name="Leave">The ids of those who left.</param>
    /// <param name="IsSnapshot">Whether <paramref name="Join"/> is everybody who is there.</param>
    public sealed record Presence(string Channel, ImmutableArray<string> Join, ImmutableArray<string> Leave, bool IsSnapshot) : ServerMessage;

    /// <summary>How long the token still holds.</summary>
    /// <param name="ExpiresIn">How long; null if it does not end any more.</param>
    public sealed record Auth(TimeSpan? ExpiresIn) : ServerMessage;

    /// <summary>The connection will be closed.</summary>
    /// <param name="After">How long to wait then.</param>
    /// <param name="Reason">Why, in a word; empty if that is not said.</param>
    public sealed record Reconnect(TimeSpan After, string Reason) : ServerMessage;

    /// <summary>Something is refused.</summary>
    /// <param name="Code">A word for programs.</param>
    /// <param name="Channel">The channel that it is about; null if none.</param>
    /// <param name="MayRetry">Whether the same may do later.</param>
    /// <param name="Words">Words for people; empty if there are none.</param>
    public sealed record Error(string Code, string? Channel, bool MayRetry, string Words) : ServerMessage;

    /// <summary>A frame of a type that is not known here.</summary>
    /// <param name="Type">Its type.</param>
    public sealed record Unknown(string Type) : ServerMessage;
}
