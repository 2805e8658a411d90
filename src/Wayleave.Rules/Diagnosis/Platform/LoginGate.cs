namespace Wayleave.Rules.Diagnosis.Platform;

/// <summary>An access proxy, and by which part of a redirect's target it is told.</summary>
/// <param name="Hop">Its name as a hop; empty where only a known proxy of the chain can be named.</param>
/// <param name="Words">Its name in a sentence.</param>
/// <param name="Mark">The part of the Location header.</param>
internal sealed record LoginGate(string Hop, string Words, string Mark);
