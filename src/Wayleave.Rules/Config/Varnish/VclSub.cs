using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Varnish;

/// <summary>A subroutine. Of several with the name of one of Varnish's own, each goes on where the one before it ends.</summary>
/// <param name="At">From its keyword to its <c>{</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Body">Its statements.</param>
public sealed record VclSub(Span At, string Name, ImmutableArray<VclStatement> Body);
