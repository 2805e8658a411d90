using Wayleave.Conformance.LabChains.Rows;

namespace Wayleave.Conformance.LabChains;

/// <summary>Every row.</summary>
public static class LabTable
{
    /// <summary>All rows.</summary>
    public static IReadOnlyList<LabRow> All { get; } = [.. HealthyRows.All, .. FaultRows.All, .. EdgeRows.All, .. AppRows.All, .. TimeRows.All, .. PayloadRows.All];

    /// <summary>The row of that name.</summary>
    public static LabRow Named(string name) => All.Single(r => r.Name == name);
}
