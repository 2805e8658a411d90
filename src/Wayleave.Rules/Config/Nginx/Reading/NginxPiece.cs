using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx.Reading;

/// <summary>A piece that the parser sees: as it stands in the file, or as the filling of a template leaves it.</summary>
/// <param name="Kind">What it is: no blank, no comment, no code.</param>
/// <param name="At">Where it stands in the file.</param>
/// <param name="Raw">Its text, quotes and escapes included.</param>
internal readonly record struct NginxPiece(NginxTokenKind Kind, Span At, string Raw);
