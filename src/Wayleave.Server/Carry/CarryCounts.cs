namespace Wayleave.Server.Carry;

/// <summary>What is known of a carried socket.</summary>
/// <param name="Transport">What carries it, or did last: <c>websocket</c>, <c>stream</c>, <c>sse</c> or <c>poll</c>; null: nothing yet.</param>
/// <param name="IsAway">Whether its page is away at this moment.</param>
/// <param name="Resumes">How often it was resumed after a drop, or on another transport.</param>
/// <param name="Replayed">How many messages of the app's were sent again.</param>
/// <param name="Kept">How many bytes of the app's the page has not acknowledged.</param>
internal readonly record struct CarryCounts(string? Transport, bool IsAway, int Resumes, long Replayed, int Kept);
