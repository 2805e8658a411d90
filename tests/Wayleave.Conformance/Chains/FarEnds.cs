using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Chains;

/// <summary>The apps at the far ends of the chains, in the folder Apps: each program starts several and prints their ports.</summary>
internal sealed class FarEnds : IAsyncDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly List<RunningProgram> _programs = [];

    private FarEnds()
    {
    }

    /// <summary>The ports by the apps' names.</summary>
    public Dictionary<string, int> Ports { get; } = [];

    /// <summary>Why an app is not there: the program or package that is missing, by the app's file.</summary>
    public List<string> Missing { get; } = [];

    /// <summary>Starts them all, side by side.</summary>
    public static async Task<FarEnds> StartAsync()
    {
        var ends = new FarEnds();
        string[] node = ["node_apps.js", "socketio_app.js", "broken_peers.js"];
        (string Module, string File, string? Argument)[] python =
        [
            ("fastapi", "fastapi_app.py", null), ("tornado", "tornado_app.py", null), ("websockets", "websockets_app.py", null),
            ("channels", "channels_app.py", "channels"), ("channels", "channels_app.py", "channels-hosts"),
            ("channels", "channels_app.py", "channels-ssl"), ("channels", "channels_app.py", "channels-ssl-wrong"),
        ];
        var starts = node.Select(ends.NodeAsync).Concat(python.Select(p => ends.PythonAsync(p.Module, p.File, p.Argument)));
        await Task.WhenAll(starts.Append(ends.EchoAsync()));
        return ends;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in _programs)
            await program.DisposeAsync();
    }

    private static string Script(string file) => SourceTree.At("tests", "Wayleave.Conformance", "Apps", file);

    private Task NodeAsync(string file)
    {
        if (InstalledPrograms.Find("node") is not { } node)
            return Lacks("node");
        return file != "broken_peers.js" && !Directory.Exists(NodePackages.Folder)
            ? Lacks("npm packages ws and socket.io")
            : StartAsync(file, node, [Script(file)], new Dictionary<string, string> { ["NODE_PATH"] = NodePackages.Folder });
    }

    private Task PythonAsync(string module, string file, string? argument)
    {
        // Debian's packages only: another Python in the PATH does not have them.
        if (InstalledPrograms.Find(Python) is null || !Directory.Exists($"/usr/lib/python3/dist-packages/{module}"))
            return Lacks($"python3-{module}");
        return StartAsync(file, Python, argument is null ? [Script(file)] : [Script(file), argument], new Dictionary<string, string>
        {
            ["PYTHONDONTWRITEBYTECODE"] = "1", ["PYTHONUNBUFFERED"] = "1",
        });
    }

    // Our own far end, which tells what arrived, so that the doctor asks more of it.
    private async Task EchoAsync()
    {
        var port = LoopbackPorts.Free();
        var echo = RunningProgram.Start(
            "wayleave echo", InstalledPrograms.Find("dotnet")!, [Path.Combine(AppContext.BaseDirectory, "wayleave.dll"), "echo", "--listen", $"127.0.0.1:{port}"]);
        lock (_programs)
            _programs.Add(echo);
        await echo.ListeningAsync(port);
        lock (Ports)
            Ports["echo"] = port;
    }

    private Task Lacks(string what)
    {
        Missing.Add(what);
        return Task.CompletedTask;
    }

    private async Task StartAsync(string name, string program, string[] arguments, Dictionary<string, string> environment)
    {
        var running = RunningProgram.Start(name, program, arguments, environment);
        lock (_programs)
            _programs.Add(running);
        var ports = await running.PortsAsync();
        lock (Ports)
        {
            foreach (var (app, port) in ports)
                Ports[app] = port;
        }
    }
}
