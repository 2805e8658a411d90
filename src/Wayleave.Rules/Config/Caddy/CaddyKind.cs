using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>Caddyfiles and Caddy's JSON.</summary>
internal sealed partial class CaddyKind : IConfigKind
{
    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"(^|[/.])caddyfile([.-][\w-]+)*$|\.caddy$|(^|/)caddy[\w.-]*\.json$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex NamesPattern { get; }

    [GeneratedRegex(@"^[ \t]*(reverse_proxy|handle_path|header_up|php_fastcgi|encode[ \t]+(gzip|zstd)|tls[ \t]+internal|stream_close_delay|lb_policy)([ \t][^;\n]*)?$", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex SignsPattern { get; }

    [GeneratedRegex(@"""handler""\s*:\s*""(reverse_proxy|subroute|static_response|file_server)""|""apps""\s*:\s*\{\s*""(http|tls)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex JsonPattern { get; }

    /// <inheritdoc/>
    public string Name => "caddy";

    /// <inheritdoc/>
    public string Summary => "Caddyfile, or Caddy's JSON";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        bool content = IsJson(source) ? JsonPattern.IsMatch(source.Text) : SignsPattern.IsMatch(source.Text);
        if (NamesPattern.IsMatch(source.Name)) return content || !source.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? Fit.Name : Fit.Maybe;
        return content ? Fit.Content : Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context) => IsJson(source) ? CaddyJsonReader.Read(source, context) : CaddyfileReader.Read(source, context);

    // A Caddyfile's first block has its brace alone on a line, and no quoted key behind it.
    private static bool IsJson(SourceText source) => source.Text.TrimStart('\ufeff', ' ', '\t', '\r', '\n') is ['{', .. var rest] && rest.TrimStart() is ['"', ..] or ['}', ..];
}
