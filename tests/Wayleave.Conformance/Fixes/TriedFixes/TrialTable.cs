using Wayleave.Conformance.Fixes.TriedFixes.Rows;

namespace Wayleave.Conformance.Fixes.TriedFixes;

/// <summary>All trials.</summary>
internal static class TrialTable
{
    /// <summary>Every trial, by product.</summary>
    public static IReadOnlyList<FixTrial> All { get; } =
        [.. NginxTrials.All, .. HAProxyTrials.All, .. CaddyTrials.All, .. ApacheTrials.All, .. VarnishTrials.All, .. AppTrials.All];
}
