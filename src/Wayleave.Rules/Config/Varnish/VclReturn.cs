using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Varnish;

/// <summary><c>return (ACTION);</c>, and the <c>error</c> of VCL 3.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Action">The action, in lower case: <c>pipe</c>, <c>pass</c>, <c>hash</c>, <c>synth</c>, …; empty if it has none.</param>
/// <param name="Status">The status of a synthetic answer; null if it has none that is a number.</param>
public sealed record VclReturn(Span At, string Action, int? Status) : VclStatement(At);
