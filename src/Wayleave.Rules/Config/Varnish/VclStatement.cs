using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Varnish;

/// <summary>A statement of a subroutine.</summary>
/// <param name="At">From its first word to its <c>;</c>, or the <c>{</c> of its block.</param>
public abstract record VclStatement(Span At);
