using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config;

/// <summary>What could not be read in a file.</summary>
/// <param name="At">Where.</param>
/// <param name="Message">What is wrong there and what was expected.</param>
public sealed record ReadError(Span At, string Message);
