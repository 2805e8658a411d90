using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Cloudflare;

/// <summary>What Cloudflare's API prints of a zone: its settings, one or all, and its DNS records.</summary>
/// <seealso href="https://developers.cloudflare.com/api/resources/zones/subresources/settings/">Zone settings</seealso>
/// <seealso href="https://developers.cloudflare.com/api/resources/dns/subresources/records/">DNS records</seealso>
internal sealed partial class CloudflareKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"""id""\s*:\s*""(websockets|ssl|always_use_https|automatic_https_rewrites|min_tls_version|rocket_loader|security_level|opportunistic_encryption|browser_check|tls_1_3)""", Options, PatternLimit.Milliseconds)]
    private static partial Regex SettingPattern { get; }

    [GeneratedRegex(@"""value""\s*:", Options, PatternLimit.Milliseconds)]
    private static partial Regex ValuePattern { get; }

    [GeneratedRegex(@"""proxied""\s*:\s*(true|false)", Options, PatternLimit.Milliseconds)]
    private static partial Regex ProxiedPattern { get; }

    [GeneratedRegex(@"""type""\s*:\s*""(A|AAAA|CNAME|MX|TXT|SRV|NS|CAA|HTTPS)""", Options, PatternLimit.Milliseconds)]
    private static partial Regex RecordPattern { get; }

    /// <inheritdoc/>
    public string Name => "cloudflare";

    /// <inheritdoc/>
    public string Summary => "what Cloudflare's API prints of a zone: settings, DNS records";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        string text = source.Text;
        if (text.AsSpan().TrimStart("\uFEFF \t\r\n") is not ['{' or '[', ..]) return Fit.No;
        return (SettingPattern.IsMatch(text) && ValuePattern.IsMatch(text)) || (ProxiedPattern.IsMatch(text) && RecordPattern.IsMatch(text)) ? Fit.Content : Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        DataText text = JsonReader.Read(source);
        return new CloudflareFile(source, text.Roots) { Errors = text.Errors };
    }
}
