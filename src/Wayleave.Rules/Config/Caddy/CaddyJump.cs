using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>A named route is carried out: <c>invoke</c>.</summary>
/// <param name="At">The line that says so.</param>
/// <param name="Name">The route's name.</param>
internal sealed record CaddyJump(Span At, string Name) : CaddyStep(At);
