using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Apache;

/// <summary>Apache httpd's own files.</summary>
internal sealed class ApacheKind : IConfigKind
{
    // The text is a stranger's: patterns that never go back cannot be made slow.
    private static readonly Regex s_signs = new(
        @"^[ \t]*(<(VirtualHost|IfModule|LocationMatch|Location|Directory|DirectoryMatch|FilesMatch|IfDefine|IfVersion|Proxy|If)\b[^\n]*>[ \t\r]*$|(ProxyPass|ProxyPassMatch|ProxyPassReverse|RewriteRule|RewriteCond|LoadModule|IncludeOptional|RequestHeader|ServerRoot|BalancerMember|SSLProxyEngine|ProxyPreserveHost)[ \t]+[^\s;{][^;{\n]*$|RewriteEngine[ \t]+o(n|ff)\b)",
        RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    private static readonly Regex s_names = new(@"(^|/)(httpd|apache2?)[^/]*\.conf(\.\w+)?$|(^|/)\.htaccess$|(apache2?|httpd)/", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    // RewriteRule has braces in it where a variable or a count stands: %{HTTP:Upgrade}.
    private static readonly Regex s_rewrite = new(@"^[ \t]*Rewrite(Cond[ \t]+""?%\{|Rule[ \t]+\S+[ \t]+\S)", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <inheritdoc/>
    public string Name => "apache";

    /// <inheritdoc/>
    public string Summary => "Apache httpd configuration: httpd.conf, a site, a fragment, .htaccess";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        bool content = s_signs.IsMatch(source.Text) || s_rewrite.IsMatch(source.Text);
        if (content) return s_names.IsMatch(source.Name) ? Fit.Name : Fit.Content;
        return Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) => ApacheParser.Read(source, context);
}
