using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Squid;

/// <summary>Squid's own file.</summary>
internal sealed class SquidKind : IConfigKind
{
    // The text is a stranger's: patterns that never go back cannot be made slow.
    private static readonly Regex s_signs = new(@"^[ \t]*(https?_port[ \t]+\S+|cache_peer[ \t]+\S+[ \t]+(parent|sibling|multicast)|http_access[ \t]+(allow|deny)|acl[ \t]+\S+[ \t]+(src|dstdomain|port|method|urlpath_regex)[ \t]|http_upgrade_request_protocols)", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <inheritdoc/>
    public string Name => "squid";

    /// <inheritdoc/>
    public string Summary => "squid.conf of a Squid that stands in front of a site";

    /// <inheritdoc/>
    public Fit Fits(SourceText source) => !s_signs.IsMatch(source.Text) ? Fit.No : source.Name.Contains("squid", StringComparison.OrdinalIgnoreCase) ? Fit.Name : Fit.Content;

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) => SquidReader.Read(source, context);
}
