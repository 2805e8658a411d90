namespace Wayleave.Client;

/// <summary>What a connection is made of. All give the same events.</summary>
public enum EventsTransport
{
    /// <summary>A WebSocket, with the subprotocol <c>wayleave.v1</c>.</summary>
    WebSocket,

    /// <summary>A stream of server-sent events: a response that does not end.</summary>
    ServerSentEvents,

    /// <summary>Requests that are answered when there is something: passes hops that hold responses back.</summary>
    LongPoll,
}
