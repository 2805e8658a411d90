using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Tunnels;

/// <summary>cloudflared's config.yml: a tunnel and where its requests go.</summary>
/// <seealso href="https://developers.cloudflare.com/cloudflare-one/networks/connectors/cloudflare-tunnel/do-more-with-tunnels/local-management/configuration-file/">Configuration file</seealso>
internal sealed partial class CloudflaredKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline;

    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"^[""']?(tunnel|credentials-file|hostname)[""']?:", Options, PatternLimit.Milliseconds)]
    private static partial Regex TunnelPattern { get; }

    [GeneratedRegex(@"^[""']?(ingress|url)[""']?:", Options, PatternLimit.Milliseconds)]
    private static partial Regex IngressPattern { get; }

    [GeneratedRegex(@"^[ \t]*-?\s*[""']?service[""']?:\s*[""']?(https?|http_status|ws|wss|tcp|ssh|unix|hello_world)", Options, PatternLimit.Milliseconds)]
    private static partial Regex ServicePattern { get; }

    /// <inheritdoc/>
    public string Name => "cloudflared";

    /// <inheritdoc/>
    public string Summary => "cloudflared's config.yml: a Cloudflare tunnel";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        bool content = (TunnelPattern.IsMatch(source.Text) && IngressPattern.IsMatch(source.Text)) || (IngressPattern.IsMatch(source.Text) && ServicePattern.IsMatch(source.Text));
        return !content ? Fit.No : source.Name.Contains("cloudflared", StringComparison.OrdinalIgnoreCase) ? Fit.Name : Fit.Content;
    }

    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        DataText text = DataReader.Read(source);
        return new CloudflaredFile(source, text.Roots.FirstOrDefault()) { Errors = text.Errors };
    }
}
