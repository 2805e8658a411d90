using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>A piece of a Caddyfile. All pieces of a file, one behind the other, are its text to the byte.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="At">Where it stands.</param>
public readonly record struct CaddyToken(CaddyTokenKind Kind, Span At);
