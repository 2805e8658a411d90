using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Azure;

/// <summary>An Application Gateway. Sockets need no switch; its HTTP settings decide after which silence one is cut, which Host the app sees, and whether a client stays with one server.</summary>
/// <param name="template">The file's resources.</param>
/// <param name="gateway">The gateway.</param>
/// <seealso href="https://learn.microsoft.com/azure/application-gateway/application-gateway-websocket">WebSocket support</seealso>
internal sealed partial class AppGatewayHop(AzureTemplate template, AzureResource gateway) : Hop("azure-application-gateway", HopPlace.Balancer, gateway.At)
{
    // A reference is an id that is put together in many ways; the name at its end is what counts.
    [GeneratedRegex(@"(?<name>[\w-]+)[^\w]*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex LastPattern { get; }

    /// <inheritdoc/>
    public override ImmutableArray<SocketPath> SocketPaths =>
        AzureHops.Sockets(PathRules.SelectMany(Paths)) is { IsEmpty: false } named ? named : [new SocketPath("/ws", SocketPathFrom.Everywhere, null)];

    /// <inheritdoc/>
    public override IEnumerable<Passage> Pass(Handshake handshake)
    {
        DataNode[] taking = [.. PathRules.Where(rule => Paths(rule).Any(path => AzureHops.Fit(path.Value, handshake.Path) is not null))];
        DataNode? rule = taking.MaxBy(one => Paths(one).Max(path => AzureHops.Fit(path.Value, handshake.Path)));
        DataNode? settings = rule is not null ? Referred(Inner(rule)["backendHttpSettings"]) : Fallback();
        return settings is null ? [] : [To(settings, rule, handshake)];
    }

    private IEnumerable<DataNode> PathRules => Many("urlPathMaps").SelectMany(map => (Inner(map)["pathRules"] as DataList)?.Values ?? []);

    private static IEnumerable<DataScalar> Paths(DataNode rule) => (Inner(rule)["paths"]?.Items ?? []).OfType<DataScalar>();

    private ImmutableArray<DataNode> Many(string name) => (template.Known(gateway.Entry(name)?.Value) as DataList)?.Values ?? [];

    private static DataNode Inner(DataNode node) => node["properties"] ?? node;

    // What no path rule takes: the maps' own default, else the rules' settings; where several could be meant, nobody knows.
    private DataNode? Fallback()
    {
        DataNode[] named = [.. Many("urlPathMaps").Select(map => Inner(map)["defaultBackendHttpSettings"]).Concat(Many("requestRoutingRules").Select(rule => Inner(rule)["backendHttpSettings"])).Select(Referred).OfType<DataNode>().Distinct()];
        if (named.Length > 0) return named.Length == 1 ? named[0] : null;
        return Many("backendHttpSettingsCollection").ToArray() is [var only] ? only : null;
    }

    private DataNode? Referred(DataNode? reference)
    {
        if (reference?["id"] is not { } id || LastPattern.Match(id.At.Text) is not { Success: true } found) return null;
        return Many("backendHttpSettingsCollection").FirstOrDefault(one => one["name"] is { } name && LastPattern.Match(name.At.Text).Groups["name"].Value == found.Groups["name"].Value);
    }

    private Passage To(DataNode node, DataNode? rule, Handshake handshake)
    {
        DataNode settings = Inner(node);
        DataEntry? idle = (settings as DataMap)?.Find("requestTimeout"), affinity = (settings as DataMap)?.Find("cookieBasedAffinity");
        Span at = (settings as DataMap)?.Pairs.FirstOrDefault()?.At ?? node.At;
        DataNode[] pools = [.. Many("backendAddressPools")];
        ImmutableArray<string> servers = pools is [var pool] && Inner(pool)["backendAddresses"] is DataList addresses ? [.. addresses.Values.Select(one => template.Known(one["fqdn"] ?? one["ipAddress"])?.Text ?? one.At.Text)] : [];
        return new Passage
        {
            At = (Inner(rule ?? node) as DataMap)?.Find("backendHttpSettings")?.At ?? node["name"]?.At ?? at,
            End = PassageEnd.Forwarded,
            Host = handshake.Host ?? "any.invalid",
            Headers = HeadersTo(settings, servers),
            Idle = template.Known(idle?.Value) is DataScalar time && int.TryParse(time.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) ? new Setting<TimeSpan>(TimeSpan.FromSeconds(seconds), idle!.At) : null,
            Version = new Setting<Version>(new Version(1, 1), null),
            To = new Upstream(affinity?.At ?? at)
            {
                Tls = template.Known(settings["protocol"])?.Text?.ToUpperInvariant() switch { "HTTPS" => true, "HTTP" => false, _ => null },
                Port = template.Known(settings["port"]) is DataScalar number && int.TryParse(number.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int port) ? port : null,
                Host = servers is [var one] ? one : null,
                Servers = servers,
                Sticky = affinity is null ? false : template.Known(affinity.Value)?.Text?.ToUpperInvariant() switch { "ENABLED" => true, "DISABLED" => false, _ => null },
            },
        };
    }

    private ImmutableDictionary<string, HeaderFate> HeadersTo(DataNode settings, ImmutableArray<string> servers)
    {
        ImmutableDictionary<string, HeaderFate> headers = ImmutableDictionary<string, HeaderFate>.Empty;
        if ((settings as DataMap)?.Find("pickHostNameFromBackendAddress") is { } pick && template.Known(pick.Value) is not DataScalar { Truth: false })
            return headers.Add("host", servers is [var only] && template.Known(pick.Value) is DataScalar { Truth: true } ? HeaderFate.Is(only, pick.At) : HeaderFate.Unknown(pick.At));
        if ((settings as DataMap)?.Find("hostName") is { } host && template.Known(host.Value) is not DataScalar { IsNull: true })
            return headers.Add("host", template.Known(host.Value) is DataScalar name ? HeaderFate.Is(name.Value, host.At) : HeaderFate.Unknown(host.At));
        return headers;
    }
}
