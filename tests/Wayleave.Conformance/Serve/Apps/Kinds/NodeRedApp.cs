using Wayleave.Conformance.Chains;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Serve.Apps.Kinds;

/// <summary>Node-RED with a flow that sends the editor a message each second.</summary>
internal sealed class NodeRedApp : IServedApp
{
    private const string Flows =
        """
        [{"id":"tab","type":"tab","label":"Ticks"},
         {"id":"tick","type":"inject","z":"tab","name":"tick","props":[{"p":"payload"}],"repeat":"1","payload":"tick of the flow","payloadType":"str","x":140,"y":80,"wires":[["seen"]]},
         {"id":"seen","type":"debug","z":"tab","name":"seen","active":true,"tosidebar":true,"complete":"payload","targetType":"msg","x":340,"y":80,"wires":[]}]
        """;

    /// <inheritdoc/>
    public string Name => "node-red";

    /// <inheritdoc/>
    public string? Lacking() => NodePackages.Lacking("node-red");

    /// <inheritdoc/>
    public async Task<int> StartAsync(Stand stand)
    {
        var (port, folder) = (LoopbackPorts.Free(), stand.Folder(Name));
        folder.Write("flows.json", Flows);
        var settings = folder.Write("settings.js",
            $$"""
            module.exports = {
              uiHost: "127.0.0.1", uiPort: {{port}}, flowFile: "flows.json", credentialSecret: false,
              telemetry: { enabled: false }, editorTheme: { tours: false, palette: { catalogues: [] } },
            };
            """);
        var program = stand.Start(
            Name, InstalledPrograms.Find("node")!,
            [Path.Combine(NodePackages.Folder, "node-red", "red.js"), "--userDir", folder.Path, "--settings", settings], folder);
        await program.ListeningAsync(port);
        return port;
    }
}
