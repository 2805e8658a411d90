using System.Collections.Concurrent;
using Wayleave.Conformance.Chains;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Serve.Apps;

/// <summary>Keeps what apps start and write, and takes it all away at the end.</summary>
internal sealed class Stand : IAsyncDisposable
{
    private readonly ConcurrentBag<IAsyncDisposable> _running = [];
    private readonly ConcurrentBag<ScratchFolder> _folders = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Task<int>>> _ports = [];

    /// <summary>Starts a program with a home and nothing else of the machine's own.</summary>
    /// <param name="name">Its name in messages.</param>
    /// <param name="executable">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Its home; null: a new one.</param>
    /// <param name="environment">More variables.</param>
    public RunningProgram Start(
        string name, string executable, IEnumerable<string> arguments, ScratchFolder? folder = null, params IEnumerable<(string Name, string Value)> environment)
    {
        var variables = new Dictionary<string, string>
        {
            ["HOME"] = (folder ?? Folder(name)).Path, ["NODE_PATH"] = NodePackages.Folder,
            ["PYTHONDONTWRITEBYTECODE"] = "1", ["PYTHONUNBUFFERED"] = "1", ["DOTNET_NOLOGO"] = "1",
        };
        foreach (var (variable, value) in environment)
            variables[variable] = value;
        var program = RunningProgram.Start(name, executable, arguments, variables);
        _running.Add(program);
        return program;
    }

    /// <summary>Keeps something that runs within the test's own process.</summary>
    public void Keep(IAsyncDisposable running) => _running.Add(running);

    /// <summary>A new folder.</summary>
    public ScratchFolder Folder(string label)
    {
        var folder = new ScratchFolder(label);
        _folders.Add(folder);
        return folder;
    }

    /// <summary>The port of an app, once it is known: an app that stands in front of another waits for it here.</summary>
    public Task<int> PortOfAsync(string app) => Place(app).Task.Unwrap();

    /// <summary>Tells where an app's port will be known.</summary>
    public void Tell(string app, Task<int> port) => Place(app).SetResult(port);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var running in _running)
            await running.DisposeAsync();
        foreach (var folder in _folders)
            folder.Dispose();
    }

    private TaskCompletionSource<Task<int>> Place(string app) => _ports.GetOrAdd(app, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
