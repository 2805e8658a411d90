using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Cloudflare;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Lint.Delivery;
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
        from zone in deployment.Of<CloudflareFile>().Select(file => file.Zone).OfType<CloudflareZone>()
        where zone.TlsMode is not null && zone.Proxies(deployment.Domain?.Split(':')[0]) != false
        let fault = Fault(deployment, zone.TlsMode!.Value)
        where fault is not null
        select Info.Found(zone.TlsMode!.Where!.Value, fault);

    private static string? Fault(Deployment deployment, string mode)
    {
        // Of several proxies nobody knows which one Cloudflare comes to; behind a tunnel or a balancer it comes to none of them.
        Hop? origin = deployment.Hops.Where(hop => hop is not CloudflareHop).ToArray() is [{ Place: HopPlace.Proxy } only] ? only : null;
        return mode switch
        {
            "off" => "with SSL off Cloudflare serves this zone over plain HTTP alone: no wss:// socket opens, and pages on https are led away from it",
            "flexible" when origin is not null && Redirect(deployment, origin) is { } redirect => $"Cloudflare speaks plain HTTP to the origin, which redirects it to https ({redirect.Source.Name}:{redirect.Line}): pages go round in a circle, and a handshake ends there",
            "full" or "strict" when origin is not null && Plain(deployment, origin) is { } plain => $"Cloudflare speaks TLS to the origin, and nothing there listens with it ({plain.Source.Name}:{plain.Line}): browsers get 521 or 525",
            _ => null,
        };
    }

    // Asked by a name of its own, a proxy answers for each of its ports; what comes over plain HTTP must not be redirected.
    private static Span? Redirect(Deployment deployment, Hop origin)
    {
        foreach (Crossing crossing in deployment.Crossings.Where(crossing => crossing.Hop == origin))
        {
            string? host = deployment.Domain ?? crossing.Passage.Listener?.Names.FirstOrDefault(name => name.Contains('.', StringComparison.Ordinal) && !name.Contains('*', StringComparison.Ordinal));
            Passage[] plain = [.. origin.Pass(crossing.Handshake with { Secure = false, Host = host }).Where(passage => passage.Listener is { Tls: false, Port: null or 80 })];
            if (plain.Length > 0 && plain.All(RedirectOnUpgrade.LeadsToTls)) return plain[0].At;
        }

        return null;
    }

    private static Span? Plain(Deployment deployment, Hop origin)
    {
        Crossing[] all = [.. deployment.Crossings.Where(crossing => crossing.Hop == origin)];
        return all.Length > 0 && all.All(crossing => crossing.Passage is { Version: not null, Listener: { Tls: false, Port: 80 } }) ? all[0].Passage.Listener!.At : null;
    }
}
