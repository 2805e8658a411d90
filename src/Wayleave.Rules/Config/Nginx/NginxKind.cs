using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Nginx.Reading;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx;

/// <summary>nginx's own files, its templates and its dumps.</summary>
internal sealed partial class NginxKind : IConfigKind
{
    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    private const RegexOptions Safe = RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // Blocks and directives that no other program has in this spelling. Caddy's, Varnish's and lighttpd's blocks look alike, so "server {" alone is not enough for the name.
    [GeneratedRegex(@"^[ \t]*((server|http|events|stream)\s*\{|location(?>\s+)[^;\n{]*\{|upstream\s+[\w.${}-]+\s*\{|map\s+\S+\s+\$\w+\s*\{|geo\s+(\$\w+\s+)?\$\w+\s*\{)|(^|[;{}])[ \t]*(proxy_(pass|set_header|http_version|read_timeout|send_timeout|buffering)|(fastcgi|uwsgi|grpc)_pass|server_name|worker_connections|try_files)\s[^;\n]*;|^# configuration file /[^\n]*:\r?$", Safe, PatternLimit.Milliseconds)]
    private static partial Regex SignsPattern { get; }

    // What others have and nginx never: Apache's sections, sections in brackets, VCL, HAProxy's sections, documents, programs.
    [GeneratedRegex(@"^[ \t]*<(/?[A-Z]\w+[ >]|[?!]|/)|^[ \t]*\[{1,2}[\w ./:-]+\]{1,2}[ \t]*\r?$|^[ \t]*(vcl\s+\d|sub\s+\w+\s*\{|backend\s+\w+\s*\{)|^(global|defaults)[ \t]*\r?$|^(frontend|backend|listen)[ \t]+[\w.-]+[ \t]*\r?$|^(apiVersion|kind|services|version):|^#!|^(FROM|import|from)[ \t]+\S|^[ \t]*(RewriteEngine|ProxyPass|LoadModule)[ \t]|^\$HTTP\[", Safe, PatternLimit.Milliseconds)]
    private static partial Regex OthersPattern { get; }

    [GeneratedRegex(@"(^|/)nginx[^/]*\.(conf|template|tmpl|j2)[^/]*$|nginx[^/]*/[^.]*\.(conf|template)[^/]*$|\.nginx$|\.conf\.(template|tmpl|j2)$", Safe | RegexOptions.IgnoreCase, PatternLimit.Milliseconds)]
    private static partial Regex NamesPattern { get; }

    [GeneratedRegex(@"\.conf$|(^|/)(sites-[^/]*|snippets)/[^/]*$", Safe | RegexOptions.IgnoreCase, PatternLimit.Milliseconds)]
    private static partial Regex FoldersPattern { get; }

    [GeneratedRegex(@"\.(ya?ml|json|toml|md|rst|txt|html?|xml|py|js|ts|rb|ex|exs|sh|tf|bicep|vcl|service|properties|ini|cfg|env|cs|go|lock)$|(^|/)(Dockerfile|Caddyfile|Procfile|Makefile)[^/]*$", Safe | RegexOptions.IgnoreCase, PatternLimit.Milliseconds)]
    private static partial Regex DocumentsPattern { get; }

    /// <inheritdoc/>
    public string Name => "nginx";

    /// <inheritdoc/>
    public string Summary => "nginx configuration: a whole one, a site, a snippet, a template, a dump of nginx -T";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        if (OthersPattern.IsMatch(Shown(source.Text))) return Fit.No;
        bool content = SignsPattern.IsMatch(source.Text);
        if (DocumentsPattern.IsMatch(source.Name)) return content ? Fit.Maybe : Fit.No;
        if (NamesPattern.IsMatch(source.Name)) return Fit.Name;
        if (content) return Fit.Content;
        return FoldersPattern.IsMatch(source.Name) && LooksAlike(source) ? Fit.Maybe : Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) => NginxParser.Read(source, context);

    // Code in a file of nginx may look like anything, so a long one is judged by its beginning.
    private static string Shown(string text) => text.Length > 4000 ? text[..4000] : text;

    // A snippet with none of the words above: its directives end as nginx's do.
    private static bool LooksAlike(SourceText source)
    {
        NginxFile read = NginxParser.Read(source, new ReadContext());
        return read.Errors.IsEmpty && !read.Root.IsEmpty && read.Root.All(directive => char.IsAsciiLetterLower(directive.Name.FirstOrDefault('-')) && !directive.Name.Contains('.', StringComparison.Ordinal) && directive.Words.All(word => word.Text != "="));
    }
}
