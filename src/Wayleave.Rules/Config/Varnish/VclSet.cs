using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Config.Varnish.Reading;

namespace Wayleave.Rules.Config.Varnish;

/// <summary><c>set NAME = VALUE;</c></summary>
/// <param name="At">Where it stands.</param>
/// <param name="Name">What is set, in lower case.</param>
/// <param name="Operator"><c>=</c>, <c>+=</c>, …</param>
/// <param name="Value">What it is set to.</param>
public sealed record VclSet(Span At, string Name, string Operator, ImmutableArray<VclToken> Value) : VclStatement(At);
