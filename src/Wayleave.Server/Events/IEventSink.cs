namespace Wayleave.Server.Events;

/// <summary>Takes what a client is to get, and frames it as its connection does.</summary>
internal interface IEventSink
{
    /// <summary>Takes a control frame.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="json">The frame.</param>
    void Control(string type, ReadOnlySpan<byte> json);

    /// <summary>Takes an event.</summary>
    /// <param name="frame">It as a WebSocket frame: encoded once for everybody who gets it in this form, whatever carries it.</param>
    void Event(ReadOnlySpan<byte> frame);
}
