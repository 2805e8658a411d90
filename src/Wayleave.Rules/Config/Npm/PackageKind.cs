using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Npm;

/// <summary>package.json.</summary>
/// <seealso href="https://docs.npmjs.com/cli/configuring-npm/package-json">The format</seealso>
internal sealed class PackageKind : IConfigKind
{
    /// <inheritdoc/>
    public string Name => "package";

    /// <inheritdoc/>
    public string Summary => "package.json: which libraries for sockets an app has, in which version";

    /// <inheritdoc/>
    public Fit Fits(SourceText source) => source.Name.Split('/')[^1] == "package.json" ? Fit.Name : Fit.No;

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        DataText read = JsonReader.Read(source);
        return new PackageFile(source, read.Roots.FirstOrDefault()) { Errors = read.Errors };
    }
}
