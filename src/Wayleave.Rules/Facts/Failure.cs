namespace Wayleave.Rules.Facts;

/// <summary>Where and how an attempt ended before there was an answer.</summary>
/// <param name="Stage">The step that failed.</param>
/// <param name="Kind">How it failed.</param>
/// <param name="Text">The system's or our own words for it.</param>
public sealed record Failure(FailureStage Stage, FailureKind Kind, string Text);
