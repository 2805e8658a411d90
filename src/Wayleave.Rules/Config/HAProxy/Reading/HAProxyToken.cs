using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.HAProxy.Reading;

/// <summary>A piece of a HAProxy file. All pieces of a file, one behind the other, are its text to the byte.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="At">Where it stands.</param>
public readonly record struct HAProxyToken(HAProxyTokenKind Kind, Span At);
