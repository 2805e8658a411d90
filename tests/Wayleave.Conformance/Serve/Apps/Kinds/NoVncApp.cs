using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Serve.Apps.Kinds;

/// <summary>websockify, which serves noVNC's page and carries its socket to a screen that speaks RFB over TCP.</summary>
internal sealed class NoVncApp : IServedApp
{
    private const string Pages = "/usr/share/novnc";

    /// <inheritdoc/>
    public string Name => "novnc";

    /// <inheritdoc/>
    public string? Lacking() => InstalledPrograms.Find("/usr/bin/websockify") is null ? "websockify" : Directory.Exists(Pages) ? null : "novnc";

    /// <inheritdoc/>
    public async Task<int> StartAsync(Stand stand)
    {
        var screen = new FakeScreen();
        stand.Keep(screen);
        var port = LoopbackPorts.Free();
        var program = stand.Start(
            Name, PythonApp.Python, ["/usr/bin/websockify", "--web", Pages, $"127.0.0.1:{port}", $"127.0.0.1:{screen.Port}"]);
        await program.ListeningAsync(port);
        return port;
    }
}
