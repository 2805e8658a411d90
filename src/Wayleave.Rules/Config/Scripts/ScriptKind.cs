using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Scripts;

/// <summary>Pages and their scripts.</summary>
internal sealed class ScriptKind : IConfigKind
{
    // The text is a stranger's: a pattern that never goes back cannot be made slow.
    private static readonly Regex s_names = new(@"\.([mc]?[jt]s|[jt]sx|vue|svelte|html?|jinja2?|erb|heex|ejs)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase);

    /// <inheritdoc/>
    public string Name => "script";

    /// <inheritdoc/>
    public string Summary => "pages and scripts: the sockets that they open";

    // Files of other kinds may have such a name.
    /// <inheritdoc/>
    public Fit Fits(SourceText source) => s_names.IsMatch(source.Name) ? Fit.Maybe : Fit.No;

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) => new ScriptFile(source);
}
