using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Varnish;

/// <summary>An <c>if</c> with all that hangs on it.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Branches">Its branches in order.</param>
public sealed record VclIf(Span At, ImmutableArray<VclBranch> Branches) : VclStatement(At);
