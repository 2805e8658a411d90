using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Cloudflare;

/// <summary>Cloudflare's edge in front of a zone.</summary>
/// <param name="zone">The zone.</param>
/// <param name="at">Where its description begins.</param>
/// <seealso href="https://developers.cloudflare.com/network/websockets/">WebSockets</seealso>
internal sealed class CloudflareHop(CloudflareZone zone, Span at) : Hop("cloudflare", HopPlace.Edge, at)
{
    // Either direction counts: https://developers.cloudflare.com/fundamentals/reference/connection-limits/
    private static readonly Setting<TimeSpan> s_idle = new(TimeSpan.FromSeconds(100), null);

    /// <inheritdoc/>
    public override IEnumerable<Passage> Pass(Handshake handshake)
    {
        string? host = handshake.Host?.Split(':')[0];
        if (zone.Proxies(host) == false) return [];
        // A rule of its own speaks of the switch.
        if (zone.Value("websockets") is { Value: "off" }) return [new Passage { At = At, End = PassageEnd.Unknown }];
        Setting<string>? mode = zone.TlsMode;
        bool? tls = mode?.Value switch { "off" or "flexible" => false, "full" or "strict" or "origin_pull" => true, _ => null };
        return
        [
            new Passage
            {
                At = mode?.Where ?? At,
                End = PassageEnd.Forwarded,
                Listener = new Listener(443, true, At),
                Headers = ImmutableDictionary<string, HeaderFate>.Empty.Add("x-forwarded-proto", HeaderFate.Is(handshake.Secure ? "https" : "http")),
                Idle = s_idle,
                To = new Upstream(mode?.Where ?? At) { Tls = tls, Host = Origin(host), Port = tls switch { true => 443, false => 80, null => null }, Sticky = null },
            },
        ];
    }

    private string? Origin(string? host)
    {
        DataNode[] proxied = [.. zone.Records.Where(record => record["proxied"]?.Text is "true")];
        return (host is not null ? zone.Proxied(host) : proxied is [var only] ? only : null)?["content"]?.Text;
    }
}
