using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Compose;

/// <summary>A line of a file of variables: <c>NAME=value</c>.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Name">The name.</param>
/// <param name="Value">The value, without quotes.</param>
internal sealed record EnvLine(Span At, string Name, string Value);
