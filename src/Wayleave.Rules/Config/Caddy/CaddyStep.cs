using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>Something that Caddy does with a request on its way, whether a Caddyfile or JSON says so.</summary>
/// <param name="At">The line that says so.</param>
internal abstract record CaddyStep(Span At);
