using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Hosting;

/// <summary>Files of hosts for static sites: what they pass on, and which policies they send.</summary>
/// <seealso href="https://docs.netlify.com/build/configure-builds/file-based-configuration/">netlify.toml</seealso>
internal sealed class HostingKind : IConfigKind
{
    /// <inheritdoc/>
    public string Name => "hosting";

    /// <inheritdoc/>
    public string Summary => "netlify.toml, vercel.json, _headers: what a host of static sites passes on and sends";

    /// <inheritdoc/>
    public Fit Fits(SourceText source) => source.Name.Split('/')[^1] is "netlify.toml" or "vercel.json" or "_headers" ? Fit.Name : Fit.No;

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        if (source.Name.Split('/')[^1] == "_headers") return new HostingFile(source, null);
        DataText read = DataReader.Read(source);
        return new HostingFile(source, read.Roots.FirstOrDefault()) { Errors = read.Errors };
    }
}
