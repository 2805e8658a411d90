namespace Wayleave.Server.Carry;

/// <summary>What carries sessions to their page for a while.</summary>
internal interface ICarrier
{
    /// <summary>What it is, in the words of logs: <c>websocket</c>, <c>stream</c>, <c>sse</c> or <c>poll</c>.</summary>
    string Name { get; }

    /// <summary>There is something to send for a session. Called on any thread, without locks.</summary>
    /// <param name="session">The session.</param>
    /// <returns>Ends when the carrier can take more; a carrier that sends at its own pace does not wait.</returns>
    ValueTask WakeAsync(CarrySession session);

    /// <summary>A session is carried by another one now, or has ended.</summary>
    /// <param name="session">The session.</param>
    void Release(CarrySession session);
}
