using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Serve.Apps.Kinds;

/// <summary>Mosquitto, which speaks MQTT in WebSocket frames.</summary>
internal sealed class MosquittoApp : IServedApp
{
    /// <inheritdoc/>
    public string Name => "mosquitto";

    /// <inheritdoc/>
    public string? Lacking() => InstalledPrograms.Find("mosquitto") is null ? "mosquitto" : null;

    /// <inheritdoc/>
    public async Task<int> StartAsync(Stand stand)
    {
        var (port, folder) = (LoopbackPorts.Free(), stand.Folder(Name));
        // The plain listener is needed: 2.0.11 ends where all of its listeners are WebSockets (eclipse-mosquitto/mosquitto #2284).
        var file = folder.Write("mosquitto.conf",
            $"""
            listener {LoopbackPorts.Free()} 127.0.0.1
            listener {port} 127.0.0.1
            protocol websockets
            allow_anonymous true
            persistence false
            log_dest stderr

            """);
        await stand.Start(Name, InstalledPrograms.Find("mosquitto")!, ["-c", file], folder).ListeningAsync(port);
        return port;
    }
}
