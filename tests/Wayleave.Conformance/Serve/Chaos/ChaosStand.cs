using System.Net;
using Wayleave.Conformance.Autobahn;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Serve.Chaos;

/// <summary>An echo as a process of its own, and <c>serve</c> as another in front of it.</summary>
internal sealed class ChaosStand : IAsyncDisposable
{
    /// <summary>A message that no chain of system buffers holds, and that the echo takes.</summary>
    public const int Stuck = 15 << 20;

    private readonly ScratchFolder _folder;

    private ChaosStand(ScratchFolder folder, EchoProcess app, ServedProgram serve) => (_folder, App, Serve) = (folder, app, serve);

    /// <summary>The echo.</summary>
    public EchoProcess App { get; }

    /// <summary>The proxy.</summary>
    public ServedProgram Serve { get; }

    /// <summary>Starts both.</summary>
    /// <param name="settings">Further lines of the file.</param>
    public static async Task<ChaosStand> StartAsync(string settings = "")
    {
        var folder = new ScratchFolder("chaos");
        var app = await EchoProcess.StartAsync();
        var file = folder.Write("wayleave.yaml", $"listen: http://127.0.0.1:0\n{settings}\nroutes: [{{ path: /, proxy: \"{app.Url}\" }}]\n");
        return new ChaosStand(folder, app, await ServedProgram.StartAsync(null, "-c", file));
    }

    /// <summary>Opens a socket through the proxy.</summary>
    public Task<RawPeer> OpenAsync() => RawPeer.OpenAsync(new IPEndPoint(IPAddress.Loopback, Serve.Url.Port), null);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Serve.DisposeAsync();
        await App.DisposeAsync();
        _folder.Dispose();
    }
}
