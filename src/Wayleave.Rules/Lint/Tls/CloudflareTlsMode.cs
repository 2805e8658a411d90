using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Cloudflare;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;
using Hop = Wayleave.Rules.Config.Model.Hop;

namespace Wayleave.Rules.Lint.Tls;

/// <summary>Cloudflare speaks plain HTTP to an origin that redirects it to https, or TLS to one that has none.</summary>
internal sealed class CloudflareTlsMode : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("cloudflare-tls-mode", CauseNames.TlsModeMismatch, Severity.Error)
    {
        Why = "The zone's SSL mode says how Cloudflare speaks to the origin, whatever the browser speaks. Flexible is plain HTTP: an origin that redirects it to https sends the browser round and round, and a handshake follows no redirect. Full is TLS: an origin without it gives 521 or 525. Off leaves browsers without TLS.",
        Fix = "Set Full (strict) and give the origin a certificate, Cloudflare's own for origins is enough.",
        Source = "https://developers.cloudflare.com/ssl/troubleshooting/too-many-redirects/",
        Kinds = ["cloudflare"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from zone in CloudflareZone.In(deployment)
        where zone.TlsMode is not null && zone.Proxies(deployment.Domain?.Split(':')[0]) != false
        let fault = Fault(deployment, zone.TlsMode!.Value)
        where fault is not null
        select Info.Found(zone.TlsMode!.Where!.Value, fault);

    private static string? Fault(Deployment deployment, string mode)
    {
        Hop? edge = deployment.Hops.FirstOrDefault(hop => hop is CloudflareHop), origin = edge is null ? null : OriginTls.Of(deployment, edge);
        return mode switch
        {
            "off" => "with SSL off Cloudflare serves this zone over plain HTTP alone: no wss:// socket opens, and pages on https are led away from it",
            "flexible" when origin is not null && OriginTls.RedirectsPlain(deployment, origin) is { } redirect => $"Cloudflare speaks plain HTTP to the origin, which redirects it to https ({redirect.Source.Name}:{redirect.Line}): pages go round in a circle, and a handshake ends there",
            "full" or "strict" when origin is not null && OriginTls.HasPlainOnly(deployment, origin) is { } plain => $"Cloudflare speaks TLS to the origin, and nothing there listens with it ({plain.Source.Name}:{plain.Line}): browsers get 521 or 525",
            "flexible" when origin is not null && OriginTls.HasTlsOnly(deployment, origin) is { } tls => $"Cloudflare speaks plain HTTP to port 80 of the origin, and what is given of that listens with TLS alone ({tls.Source.Name}:{tls.Line}): browsers get 521 or another site",
            _ => null,
        };
    }
}
