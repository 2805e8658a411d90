using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.AspNet;

/// <summary>Settings of ASP.NET Core.</summary>
/// <seealso href="https://learn.microsoft.com/en-us/aspnet/core/fundamentals/configuration/">Configuration</seealso>
internal sealed partial class AppSettingsKind : IConfigKind
{
    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"(^|/)appsettings(\.[\w-]+)?\.json$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, PatternLimit.Milliseconds)]
    private static partial Regex NamesPattern { get; }

    /// <inheritdoc/>
    public string Name => "appsettings";

    /// <inheritdoc/>
    public string Summary => "ASP.NET Core: appsettings.json, with Kestrel's endpoints and YARP's routes";

    /// <inheritdoc/>
    public Fit Fits(SourceText source) => NamesPattern.IsMatch(source.Name) ? Fit.Name : Fit.No;

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        DataText read = JsonReader.Read(source);
        return new AppSettingsFile(source, read.Roots.FirstOrDefault()) { Errors = read.Errors };
    }
}
