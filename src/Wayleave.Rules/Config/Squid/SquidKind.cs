using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Squid;

/// <summary>Squid's own file.</summary>
internal sealed partial class SquidKind : IConfigKind
{
    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"^[ \t]*(https?_port[ \t]+\S+|cache_peer[ \t]+\S+[ \t]+(parent|sibling|multicast)|http_access[ \t]+(allow|deny)|acl[ \t]+\S+[ \t]+(src|dstdomain|port|method|urlpath_regex)[ \t]|http_upgrade_request_protocols)", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex SignsPattern { get; }

    /// <inheritdoc/>
    public string Name => "squid";

    /// <inheritdoc/>
    public string Summary => "squid.conf of a Squid that stands in front of a site";

    /// <inheritdoc/>
    public Fit Fits(SourceText source) => !SignsPattern.IsMatch(source.Text) ? Fit.No : source.Name.Contains("squid", StringComparison.OrdinalIgnoreCase) ? Fit.Name : Fit.Content;

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) => SquidReader.Read(source, context);
}
