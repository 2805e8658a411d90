namespace Wayleave.Server.Events;

/// <summary>How a client gets events.</summary>
internal enum EventForm
{
    /// <summary>Bare, with an id member, and nothing else but heartbeats: as front ends know it that know nothing of us.</summary>
    Bare,

    /// <summary>Bare, with control frames between them.</summary>
    BareWithControls,

    /// <summary>In envelopes: the subprotocol <c>wayleave.v1</c>.</summary>
    Envelope,
}
