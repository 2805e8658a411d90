namespace Wayleave.Server.Carry;

/// <summary>What carries sessions to their page for a while.</summary>
internal interface ICarrier
{
    /// <summary>What it is, in the words of logs: <c>websocket</c>, <c>stream</c>, <c>sse</c> or <c>poll</c>.</summary>
    string Name { get; }

    /// <summary>There is something to send for a session. Called on any thread, without locks; it does not wait for the page.</summary>
    /// <param name="session">The session.</param>
    void Wake(CarrySession session);

    /// <summary>A session is carried by another one now, or has ended.</summary>
    /// <param name="session">The session.</param>
    void Release(CarrySession session);
}
