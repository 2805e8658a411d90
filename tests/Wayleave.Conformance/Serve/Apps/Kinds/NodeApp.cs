using Wayleave.Conformance.Chains;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Serve.Apps.Kinds;

/// <summary>A Node.js script of the folder Apps, which prints its ports by name.</summary>
/// <param name="name">The name that the script prints beside the port.</param>
/// <param name="file">The script.</param>
/// <param name="package">The npm package that it stands on.</param>
/// <param name="arguments">The script's arguments, if it wants any.</param>
internal sealed class NodeApp(string name, string file, string package, params string[] arguments) : IServedApp
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string? Lacking() => NodePackages.Lacking(package);

    /// <inheritdoc/>
    public async Task<int> StartAsync(Stand stand) =>
        (await stand.Start(file, InstalledPrograms.Find("node")!, [Scripts.App(file), .. arguments]).PortsAsync())[name];
}
