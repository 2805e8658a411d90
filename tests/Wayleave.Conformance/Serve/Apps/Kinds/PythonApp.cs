using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Serve.Apps.Kinds;

/// <summary>A Python script of the folder Apps, which prints its ports by name.</summary>
/// <param name="name">The name that the script prints beside the port.</param>
/// <param name="file">The script.</param>
/// <param name="module">The module that it stands on; Debian's package is named after it.</param>
/// <param name="argument">The script's argument, if it wants one.</param>
internal sealed class PythonApp(string name, string file, string module, string? argument = null) : IServedApp
{
    /// <summary>Debian's own Python: another one in the PATH does not have Debian's packages.</summary>
    public const string Python = "/usr/bin/python3";

    /// <inheritdoc/>
    public string Name => name;

    /// <summary>Whether Debian's Python has a module.</summary>
    public static bool Has(string module) =>
        File.Exists(Python) && (Directory.Exists($"/usr/lib/python3/dist-packages/{module}") || File.Exists($"/usr/lib/python3/dist-packages/{module}.py"));

    /// <inheritdoc/>
    public string? Lacking() => Has(module) ? null : $"python3-{module}";

    /// <inheritdoc/>
    public async Task<int> StartAsync(Stand stand)
    {
        RunningProgram program = stand.Start(file, Python, argument is null ? [Scripts.App(file)] : [Scripts.App(file), argument]);
        return (await program.PortsAsync())[name];
    }
}
