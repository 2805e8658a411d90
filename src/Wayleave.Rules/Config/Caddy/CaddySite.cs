using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>A site of a Caddyfile.</summary>
/// <param name="Addresses">Its addresses; none in a fragment, which stands in a site of another file.</param>
/// <param name="At">Its first line.</param>
/// <param name="Block">What stands in it.</param>
public sealed record CaddySite(ImmutableArray<CaddyWord> Addresses, Span At, ImmutableArray<CaddyDirective> Block);
