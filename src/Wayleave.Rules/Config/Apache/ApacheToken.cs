using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Apache;

/// <summary>A piece of an Apache file. All pieces of a file, one behind the other, are its text to the byte.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="At">Where it stands.</param>
public readonly record struct ApacheToken(ApacheTokenKind Kind, Span At);
