using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Nginx.Reading;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx;

/// <summary>nginx's own files, its templates and its dumps.</summary>
internal sealed class NginxKind : IConfigKind
{
    // The text is a stranger's: patterns that never go back cannot be made slow.
    private const RegexOptions Safe = RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    // Blocks and directives that no other program has in this spelling. Caddy's, Varnish's and lighttpd's blocks look alike, so "server {" alone is not enough for the name.
    private static readonly Regex s_signs = new(
        @"^[ \t]*((server|http|events|stream)\s*\{|location\s+[^;\n{]*\{|upstream\s+[\w.${}-]+\s*\{|map\s+\S+\s+\$\w+\s*\{|geo\s+(\$\w+\s+)?\$\w+\s*\{)|(^|[;{}])[ \t]*(proxy_(pass|set_header|http_version|read_timeout|send_timeout|buffering)|(fastcgi|uwsgi|grpc)_pass|server_name|worker_connections|try_files)\s[^;\n]*;|^# configuration file /[^\n]*:\r?$",
        Safe);

    // What others have and nginx never: Apache's sections, sections in brackets, VCL, HAProxy's sections, documents, programs.
    private static readonly Regex s_others = new(
        @"^\s*<(/?[A-Z]\w+[ >]|[?!]|/)|^[ \t]*\[{1,2}[\w ./:-]+\]{1,2}[ \t]*\r?$|^\s*(vcl\s+\d|sub\s+\w+\s*\{|backend\s+\w+\s*\{)|^(global|defaults)[ \t]*\r?$|^(frontend|backend|listen)[ \t]+[\w.-]+[ \t]*\r?$|^(apiVersion|kind|services|version):|^#!|^(FROM|import|from)[ \t]+\S|^\s*(RewriteEngine|ProxyPass|LoadModule)[ \t]|^\$HTTP\[",
        Safe);

    private static readonly Regex s_names = new(@"(^|/)nginx[^/]*\.(conf|template|tmpl|j2)[^/]*$|nginx[^/]*/[^.]*\.(conf|template)[^/]*$|\.nginx$|\.conf\.(template|tmpl|j2)$", Safe | RegexOptions.IgnoreCase);
    private static readonly Regex s_folders = new(@"\.conf$|(^|/)(sites-[^/]*|snippets)/[^/]*$", Safe | RegexOptions.IgnoreCase);
    private static readonly Regex s_documents = new(@"\.(ya?ml|json|toml|md|rst|txt|html?|xml|py|js|ts|rb|ex|exs|sh|tf|bicep|vcl|service|properties|ini|cfg|env|cs|go|lock)$|(^|/)(Dockerfile|Caddyfile|Procfile|Makefile)[^/]*$", Safe | RegexOptions.IgnoreCase);

    /// <inheritdoc/>
    public string Name => "nginx";

    /// <inheritdoc/>
    public string Summary => "nginx configuration: a whole one, a site, a snippet, a template, a dump of nginx -T";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        if (s_others.IsMatch(Shown(source.Text))) return Fit.No;
        bool content = s_signs.IsMatch(source.Text);
        if (s_documents.IsMatch(source.Name)) return content ? Fit.Maybe : Fit.No;
        if (s_names.IsMatch(source.Name)) return Fit.Name;
        if (content) return Fit.Content;
        return s_folders.IsMatch(source.Name) && LooksAlike(source) ? Fit.Maybe : Fit.No;
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
