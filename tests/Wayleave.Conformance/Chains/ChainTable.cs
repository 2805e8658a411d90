using Wayleave.Conformance.Chains.Rows;

namespace Wayleave.Conformance.Chains;

/// <summary>Every row, in the order of the page docs/tested-chains.md.</summary>
public static class ChainTable
{
    /// <summary>All rows.</summary>
    public static IReadOnlyList<Chain> All { get; } =
    [
        .. NginxRows.All, .. HAProxyRows.All, .. CaddyRows.All, .. ApacheRows.All, .. VarnishRows.All, .. TlsRows.All, .. EchoRows.All, .. DirectRows.All,
    ];

    /// <summary>The row of that name.</summary>
    public static Chain Named(string name) => All.Single(c => c.Name == name);
}
