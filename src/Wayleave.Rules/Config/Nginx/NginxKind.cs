using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx;

/// <summary>nginx's own files, its templates and its dumps.</summary>
internal sealed class NginxKind : IConfigKind
{
    // The text is a stranger's: patterns that never go back cannot be made slow.
    private static readonly Regex s_signs = new(@"^\s*(server|location\b[^;\n]*|http|upstream\s+\S+)\s*\{|^\s*proxy_(pass|set_header|http_version|read_timeout)\s[^;\n]*;|^\s*map\s+\S+\s+\$\w+\s*\{", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);
    private static readonly Regex s_names = new(@"nginx|sites-(available|enabled)|\.conf(\.template)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <inheritdoc/>
    public string Name => "nginx";

    /// <inheritdoc/>
    public string Summary => "nginx configuration: a whole one, a site, a snippet, a template";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        bool content = s_signs.IsMatch(source.Text);
        if (s_names.IsMatch(source.Name) && content) return Fit.Name;
        return content ? Fit.Content : Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) => NginxParser.Read(source, context);
}
