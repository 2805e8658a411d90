using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Varnish;

/// <summary><c>unset NAME;</c>, which VCL 3 calls <c>remove</c>.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Name">What is taken out, in lower case.</param>
public sealed record VclUnset(Span At, string Name) : VclStatement(At);
