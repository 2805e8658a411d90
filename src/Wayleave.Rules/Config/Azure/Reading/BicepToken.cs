namespace Wayleave.Rules.Config.Azure.Reading;

/// <summary>A piece of a Bicep text; all of them one behind the other are the text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Its first place.</param>
/// <param name="End">The place behind its last.</param>
internal readonly record struct BicepToken(BicepTokenKind Kind, int Start, int End);
