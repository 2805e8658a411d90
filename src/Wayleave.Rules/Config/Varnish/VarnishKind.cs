using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Config.Varnish.Reading;

namespace Wayleave.Rules.Config.Varnish;

/// <summary>Varnish's VCL.</summary>
internal sealed partial class VarnishKind : IConfigKind
{
    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"^[ \t]*(vcl\s+4\.\d\s*;|sub\s+vcl_\w+\s*\{|backend\s+\w+\s*\{)", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex SignsPattern { get; }

    /// <inheritdoc/>
    public string Name => "varnish";

    /// <inheritdoc/>
    public string Summary => "Varnish VCL, with what it includes";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        bool named = source.Name.Contains(".vcl", StringComparison.OrdinalIgnoreCase);
        bool content = SignsPattern.IsMatch(source.Text);
        return named && content ? Fit.Name : content ? Fit.Content : named ? Fit.Maybe : Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) => VclParser.Read(source, context);
}
