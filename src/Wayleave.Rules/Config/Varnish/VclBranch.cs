using System.Collections.Immutable;
using Wayleave.Rules.Config.Varnish.Reading;

namespace Wayleave.Rules.Config.Varnish;

/// <summary>A branch of an <c>if</c>.</summary>
/// <param name="Condition">What must hold; empty for <c>else</c>.</param>
/// <param name="Body">What is done then.</param>
public sealed record VclBranch(ImmutableArray<VclToken> Condition, ImmutableArray<VclStatement> Body);
