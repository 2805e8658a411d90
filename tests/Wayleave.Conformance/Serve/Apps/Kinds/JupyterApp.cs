using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Serve.Apps.Kinds;

/// <summary>Jupyter Notebook with its own checks on: a token, and Origin against Host.</summary>
internal sealed class JupyterApp : IServedApp
{
    /// <summary>The token that it wants.</summary>
    public const string Token = "0123456789abcdef";

    private const string Program = "/usr/bin/jupyter-notebook";

    /// <inheritdoc/>
    public string Name => "jupyter";

    /// <inheritdoc/>
    public string? Lacking() => !File.Exists(Program) ? "jupyter-notebook" : PythonApp.Has("ipykernel") ? null : "python3-ipykernel";

    /// <inheritdoc/>
    public async Task<int> StartAsync(Stand stand)
    {
        var (port, folder) = (LoopbackPorts.Free(), stand.Folder(Name));
        var program = stand.Start(
            Name, PythonApp.Python,
            [
                Program, "--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={port}", "--port-retries=0",
                $"--NotebookApp.token={Token}", $"--notebook-dir={folder.Path}",
            ],
            folder, ("JUPYTER_RUNTIME_DIR", Path.Combine(folder.Path, "runtime")), ("JUPYTER_CONFIG_DIR", folder.Path), ("IPYTHONDIR", folder.Path),
            // Where no kernel has been registered for all users, the one beside the program counts.
            ("JUPYTER_PATH", "/usr/share/jupyter"));
        await program.ListeningAsync(port);
        return port;
    }
}
