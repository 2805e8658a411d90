namespace Wayleave.Server.Events.Http;

/// <summary>What a request for events, other than a WebSocket's, asks for.</summary>
/// <param name="Plan">What its client is to get.</param>
/// <param name="Form">In which form.</param>
/// <param name="Wait">How long a poll may wait.</param>
internal sealed record EventCall(EventPlan Plan, EventCallForm Form, TimeSpan Wait);
