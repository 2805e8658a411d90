using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Tunnels;

/// <summary>cloudflared's config.yml: a tunnel and where its requests go.</summary>
/// <seealso href="https://developers.cloudflare.com/cloudflare-one/networks/connectors/cloudflare-tunnel/do-more-with-tunnels/local-management/configuration-file/">Configuration file</seealso>
internal sealed class CloudflaredKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.Multiline;

    // The text is a stranger's: patterns that never go back cannot be made slow.
    private static readonly Regex s_tunnel = new(@"^[""']?(tunnel|credentials-file|hostname)[""']?:", Options);
    private static readonly Regex s_ingress = new(@"^[""']?(ingress|url)[""']?:", Options);
    private static readonly Regex s_service = new(@"^\s*-?\s*[""']?service[""']?:\s*[""']?(https?|http_status|ws|wss|tcp|ssh|unix|hello_world)", Options);

    /// <inheritdoc/>
    public string Name => "cloudflared";

    /// <inheritdoc/>
    public string Summary => "cloudflared's config.yml: a Cloudflare tunnel";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        bool content = (s_tunnel.IsMatch(source.Text) && s_ingress.IsMatch(source.Text)) || (s_ingress.IsMatch(source.Text) && s_service.IsMatch(source.Text));
        return !content ? Fit.No : source.Name.Contains("cloudflared", StringComparison.OrdinalIgnoreCase) ? Fit.Name : Fit.Content;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        DataText text = DataReader.Read(source);
        return new CloudflaredFile(source, text.Roots.FirstOrDefault()) { Errors = text.Errors };
    }
}
