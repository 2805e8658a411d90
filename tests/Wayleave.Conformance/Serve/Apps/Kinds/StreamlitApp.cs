using Wayleave.Conformance.Chains;

namespace Wayleave.Conformance.Serve.Apps.Kinds;

/// <summary>The real Streamlit server, from the wheel that npm's <c>@stlite/kernel</c> carries.</summary>
/// <remarks>The wheel holds code compiled for Python 3.11 and no pages: the server and its socket are Streamlit's own, the browser's side is not there.</remarks>
internal sealed class StreamlitApp : IServedApp
{
    private static readonly string[] s_modules = ["altair", "google/protobuf", "pandas", "tenacity", "tzlocal", "rich", "validators", "cachetools", "blinker", "toml", "click", "PIL", "tornado"];

    private static string Site => SourceTree.At("artifacts", "npm", "streamlit");

    /// <inheritdoc/>
    public string Name => "streamlit-server";

    /// <inheritdoc/>
    public string? Lacking()
    {
        if (!Directory.Exists(Path.Combine(Site, "streamlit")))
            return "npm package @stlite/kernel";
        if (!File.Exists("/usr/bin/python3.11"))
            return "Python 3.11";
        return s_modules.FirstOrDefault(m => !PythonApp.Has(m)) is { } module ? $"python3-{module}" : null;
    }

    /// <inheritdoc/>
    public async Task<int> StartAsync(Stand stand)
    {
        var program = stand.Start(Name, "/usr/bin/python3.11", [Scripts.App("streamlit_app.py")], null, ("PYTHONPATH", Site));
        return (await program.PortsAsync())[Name];
    }
}
