namespace Wayleave.Rules.Tests.Diagnosis;

/// <summary>A run that a rule must find its cause in, or must stay silent at.</summary>
/// <param name="Name">The case in a few words.</param>
/// <param name="Run">The run.</param>
/// <param name="Hop">The hop that the finding must name; null where that is not the point.</param>
internal sealed record RuleCase(string Name, RunBuilder Run, string? Hop = null);
