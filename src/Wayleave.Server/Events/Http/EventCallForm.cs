namespace Wayleave.Server.Events.Http;

/// <summary>The forms in which events are given without a WebSocket.</summary>
internal enum EventCallForm
{
    /// <summary>Server-sent events.</summary>
    Stream,

    /// <summary>A long poll.</summary>
    Poll,

    /// <summary>No events: where the channels are.</summary>
    Head,
}
