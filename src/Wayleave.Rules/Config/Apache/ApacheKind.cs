using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Apache;

/// <summary>Apache httpd's own files.</summary>
internal sealed partial class ApacheKind : IConfigKind
{
    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"^[ \t]*(<(VirtualHost|IfModule|LocationMatch|Location|Directory|DirectoryMatch|FilesMatch|IfDefine|IfVersion|Proxy|If)\b[^\n]*>[ \t\r]*$|(ProxyPass|ProxyPassMatch|ProxyPassReverse|RewriteRule|RewriteCond|LoadModule|IncludeOptional|RequestHeader|ServerRoot|BalancerMember|SSLProxyEngine|ProxyPreserveHost)[ \t]+[^\s;{][^;{\n]*$|RewriteEngine[ \t]+o(n|ff)\b)", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex SignsPattern { get; }

    [GeneratedRegex(@"(^|/)(httpd|apache2?)[^/]*\.conf(\.\w+)?$|(^|/)\.htaccess$|(apache2?|httpd)/", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex NamesPattern { get; }

    // RewriteRule has braces in it where a variable or a count stands: %{HTTP:Upgrade}.
    [GeneratedRegex(@"^[ \t]*Rewrite(Cond[ \t]+""?%\{|Rule[ \t]+\S+[ \t]+\S)", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex RewritePattern { get; }

    /// <inheritdoc/>
    public string Name => "apache";

    /// <inheritdoc/>
    public string Summary => "Apache httpd configuration: httpd.conf, a site, a fragment, .htaccess";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        bool content = SignsPattern.IsMatch(source.Text) || RewritePattern.IsMatch(source.Text);
        if (content) return NamesPattern.IsMatch(source.Name) ? Fit.Name : Fit.Content;
        return Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) => ApacheParser.Read(source, context);
}
