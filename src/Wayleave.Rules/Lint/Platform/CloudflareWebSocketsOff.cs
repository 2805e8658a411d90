using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Cloudflare;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Platform;

/// <summary>A zone of Cloudflare has its switch for sockets off.</summary>
internal sealed class CloudflareWebSocketsOff : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("cloudflare-websockets-off", CauseNames.PlatformWebsocketsOff, Severity.Error)
    {
        Why = "With the switch off Cloudflare passes a handshake on as a plain request, and no socket opens through it. It is on from the start, so somebody has turned it off.",
        Fix = "Turn on WebSockets in the zone's Network settings, or by the API: PATCH /zones/ID/settings/websockets with {\"value\":\"on\"}.",
        Source = "https://developers.cloudflare.com/network/websockets/",
        Kinds = ["cloudflare"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from zone in CloudflareZone.In(deployment)
        let host = deployment.Domain?.Split(':')[0]
        let set = zone.Value("websockets")
        where set is { Value: "off" } && zone.Proxies(host) != false
        select Info.Found(set.Where!.Value, "WebSockets are off for this zone: pages load through Cloudflare, and no socket opens");
}
