namespace Wayleave.Rules.Diagnosis.Platform;

/// <summary>A platform or balancer that passes HTTP and no WebSockets.</summary>
/// <param name="Hop">Its name as a hop.</param>
/// <param name="Words">Its name in a sentence.</param>
/// <param name="Always">True if none of its plans passes WebSockets; false if it depends on the plan, the listener or the date.</param>
/// <param name="Condition">What it depends on, to follow "passes no WebSockets"; empty if on nothing.</param>
/// <param name="Source">Where that is written.</param>
internal sealed record PlatformWithoutSockets(string Hop, string Words, bool Always, string Condition, string Source);
