using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Cloudflare;

/// <summary>What Cloudflare's API prints of a zone: its settings, one or all, and its DNS records.</summary>
/// <seealso href="https://developers.cloudflare.com/api/resources/zones/subresources/settings/">Zone settings</seealso>
/// <seealso href="https://developers.cloudflare.com/api/resources/dns/subresources/records/">DNS records</seealso>
internal sealed class CloudflareKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    // The text is a stranger's: patterns that never go back cannot be made slow.
    private static readonly Regex s_setting = new(@"""id""\s*:\s*""(websockets|ssl|always_use_https|automatic_https_rewrites|min_tls_version|rocket_loader|security_level|opportunistic_encryption|browser_check|tls_1_3)""", Options);
    private static readonly Regex s_value = new(@"""value""\s*:", Options);
    private static readonly Regex s_proxied = new(@"""proxied""\s*:\s*(true|false)", Options);
    private static readonly Regex s_record = new(@"""type""\s*:\s*""(A|AAAA|CNAME|MX|TXT|SRV|NS|CAA|HTTPS)""", Options);

    /// <inheritdoc/>
    public string Name => "cloudflare";

    /// <inheritdoc/>
    public string Summary => "what Cloudflare's API prints of a zone: settings, DNS records";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        string text = source.Text;
        if (text.AsSpan().TrimStart("\uFEFF \t\r\n") is not ['{' or '[', ..]) return Fit.No;
        return (s_setting.IsMatch(text) && s_value.IsMatch(text)) || (s_proxied.IsMatch(text) && s_record.IsMatch(text)) ? Fit.Content : Fit.No;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        DataText text = JsonReader.Read(source);
        return new CloudflareFile(source, text.Roots) { Errors = text.Errors };
    }
}
