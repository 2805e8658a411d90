using System.Text.RegularExpressions;
using Wayleave.Rules.Config.HAProxy.Reading;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.HAProxy;

/// <summary>HAProxy's own files.</summary>
internal sealed partial class HAProxyKind : IConfigKind
{
    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"^[ \t]*(global|defaults|(frontend|backend|listen)[ \t]+[^\s{}=]+)([ \t]+[^\s{}=;]+)*[ \t]*(#.*)?\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex SectionPattern { get; }

    [GeneratedRegex(@"^[ \t]*(timeout[ \t]+(client|server|connect|tunnel|http-request|check)|bind|server[ \t]+\S+|mode[ \t]+(http|tcp)|use_backend|default_backend|acl|option[ \t]+\S+|http-request|balance|log|maxconn|stats)[ \t][^;{]*(\{[^;]*)?\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex LinePattern { get; }

    /// <inheritdoc/>
    public string Name => "haproxy";

    /// <inheritdoc/>
    public string Summary => "HAProxy configuration: haproxy.cfg, or one of several that are loaded together";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        bool sections = SectionPattern.IsMatch(source.Text);
        bool named = source.Name.Contains("haproxy", StringComparison.OrdinalIgnoreCase);
        if (sections && LinePattern.IsMatch(source.Text)) return named || source.Name.EndsWith(".cfg", StringComparison.OrdinalIgnoreCase) ? Fit.Name : Fit.Content;
        return named && sections ? Fit.Name : Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) => HAProxyParser.Read(source, context);
}
