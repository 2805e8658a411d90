using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Tunnels;

/// <summary>What cloudflared does with a handshake: it passes sockets by itself, to the service of the first rule that takes it.</summary>
internal sealed class CloudflaredHop(CloudflaredFile file) : Hop("cloudflared", HopPlace.Edge, file.Source.All)
{
    private static readonly Version s_http11 = new(1, 1);

    // As any request through Cloudflare: https://developers.cloudflare.com/fundamentals/reference/connection-limits/
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(100);

    /// <inheritdoc/>
    public override IEnumerable<Passage> Pass(Handshake handshake)
    {
        string?[] hosts = handshake.Host is { } told ? [told.Split(':')[0]] : [.. file.Rules.Select(rule => rule.HostName).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
        return (hosts.Length == 0 ? [null] : hosts).SelectMany(host => PassFor(handshake, host)).DistinctBy(passage => passage.At);
    }

    private IEnumerable<Passage> PassFor(Handshake handshake, string? host)
    {
        foreach (CloudflaredRule rule in file.Rules)
        {
            bool? takes = rule.Takes(handshake, host);
            if (takes is false) continue;
            Span at = rule.Service?.At ?? rule.Node.At;
            yield return takes is true ? Forward(rule, at, handshake) : new Passage { At = at, End = PassageEnd.Unknown };
            yield break;
        }
    }

    private static Passage Forward(CloudflaredRule rule, Span at, Handshake handshake)
    {
        var passage = new Passage { At = at, End = PassageEnd.Unknown, Listener = new Listener(443, true, at) { Http2 = true } };
        if (rule.Service?.Value is not DataScalar { IsTemplate: false } service) return passage;
        if (service.Value.StartsWith("http_status:", StringComparison.Ordinal))
            return passage with { End = PassageEnd.Answered, Status = int.TryParse(service.Value[12..], CultureInfo.InvariantCulture, out int status) ? status : null };
        if (!Uri.TryCreate(service.Value, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https" or "ws" or "wss")) return passage;
        ImmutableDictionary<string, HeaderFate> headers = ImmutableDictionary<string, HeaderFate>.Empty.Add("x-forwarded-proto", HeaderFate.Is("https"));
        if (rule.Origin("httpHostHeader") is { Value: DataScalar { IsNull: false, IsTemplate: false } host } set) headers = headers.Add("host", HeaderFate.Is(host.Value, set.At));
        bool http2 = rule.Origin("http2Origin") is { Value: DataScalar { Truth: true } };
        return passage with
        {
            End = PassageEnd.Forwarded,
            To = new Upstream(at) { Host = uri.Host, Port = uri.Port, Tls = uri.Scheme is "https" or "wss", Path = handshake.Path },
            Version = http2 ? null : new Setting<Version>(s_http11, null),
            Headers = headers,
            Idle = new Setting<TimeSpan>(s_idle, null),
        };
    }
}
