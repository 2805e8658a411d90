namespace Wayleave.Conformance.Events.Model;

/// <summary>Something that a client must never see.</summary>
/// <param name="words">What.</param>
internal sealed class ModelFlaw(string words) : Exception(words);
