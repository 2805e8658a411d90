using System.Collections.Immutable;

namespace Wayleave.Server.Serving;

/// <summary>What became of a reload.</summary>
/// <param name="IsApplied">Whether the new settings hold now; else the old ones do.</param>
/// <param name="Problems">What is wrong with the new ones, a sentence each; where they hold, what they could not change without a restart.</param>
public sealed record ReloadResult(bool IsApplied, ImmutableArray<string> Problems);
