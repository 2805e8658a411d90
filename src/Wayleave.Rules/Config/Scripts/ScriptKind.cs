using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Scripts;

/// <summary>Pages and their scripts.</summary>
internal sealed partial class ScriptKind : IConfigKind
{
    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"\.([mc]?[jt]s|[jt]sx|vue|svelte|html?|jinja2?|erb|heex|ejs)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, PatternLimit.Milliseconds)]
    private static partial Regex NamesPattern { get; }

    /// <inheritdoc/>
    public string Name => "script";

    /// <inheritdoc/>
    public string Summary => "pages and scripts: the sockets that they open";

    // Files of other kinds may have such a name.
    /// <inheritdoc/>
    public Fit Fits(SourceText source) => NamesPattern.IsMatch(source.Name) ? Fit.Maybe : Fit.No;

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) => new ScriptFile(source);
}
