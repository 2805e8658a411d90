using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Config.Varnish.Reading;

namespace Wayleave.Rules.Config.Varnish;

/// <summary>Varnish's VCL.</summary>
internal sealed class VarnishKind : IConfigKind
{
    // The text is a stranger's: patterns that never go back cannot be made slow.
    private static readonly Regex s_signs = new(@"^\s*(vcl\s+4\.\d\s*;|sub\s+vcl_\w+\s*\{|backend\s+\w+\s*\{)", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <inheritdoc/>
    public string Name => "varnish";

    /// <inheritdoc/>
    public string Summary => "Varnish VCL, with what it includes";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        bool named = source.Name.Contains(".vcl", StringComparison.OrdinalIgnoreCase);
        bool content = s_signs.IsMatch(source.Text);
        return named && content ? Fit.Name : content ? Fit.Content : named ? Fit.Maybe : Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) => VclParser.Read(source, context);
}
