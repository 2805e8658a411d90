using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.AspNet;

/// <summary>Settings of ASP.NET Core.</summary>
/// <seealso href="https://learn.microsoft.com/en-us/aspnet/core/fundamentals/configuration/">Configuration</seealso>
internal sealed class AppSettingsKind : IConfigKind
{
    // The text is a stranger's: a pattern that never goes back cannot be made slow.
    private static readonly Regex s_names = new(@"(^|/)appsettings(\.[\w-]+)?\.json$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase);

    /// <inheritdoc/>
    public string Name => "appsettings";

    /// <inheritdoc/>
    public string Summary => "ASP.NET Core: appsettings.json, with Kestrel's endpoints and YARP's routes";

    /// <inheritdoc/>
    public Fit Fits(SourceText source) => s_names.IsMatch(source.Name) ? Fit.Name : Fit.No;

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        DataText read = JsonReader.Read(source);
        return new AppSettingsFile(source, read.Roots.FirstOrDefault()) { Errors = read.Errors };
    }
}
