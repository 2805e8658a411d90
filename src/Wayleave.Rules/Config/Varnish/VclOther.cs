using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Varnish;

/// <summary>Any other statement.</summary>
/// <param name="At">Where it stands.</param>
public sealed record VclOther(Span At) : VclStatement(At);
