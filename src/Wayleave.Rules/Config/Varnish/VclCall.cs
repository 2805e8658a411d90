using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Varnish;

/// <summary><c>call NAME;</c></summary>
/// <param name="At">Where it stands.</param>
/// <param name="Name">The subroutine.</param>
public sealed record VclCall(Span At, string Name) : VclStatement(At);
