using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Cli.Reports;

/// <summary>A finding and what can be done about it.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Fixes">The fixes for the hop found, the likeliest first.</param>
internal sealed record ReportedFinding(Finding Finding, ImmutableArray<Fix> Fixes);
