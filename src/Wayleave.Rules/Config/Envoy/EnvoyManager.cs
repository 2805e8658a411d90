using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Envoy;

/// <summary>An HTTP connection manager of Envoy's, with the listener that it stands in.</summary>
/// <param name="Node">What it has.</param>
/// <param name="Listener">Where it listens; null if only the manager is in the file.</param>
/// <param name="Alpn">The protocols that its listener offers over TLS; empty: none are named.</param>
public sealed record EnvoyManager(DataNode Node, Listener? Listener, ImmutableArray<string> Alpn)
{
    /// <summary>The virtual hosts of its routes; none where they come from elsewhere.</summary>
    public ImmutableArray<DataNode> VirtualHosts => Node.Get("route_config").Each("virtual_hosts");

    /// <summary>Which upgrade it lets pass at a route, and the line that says so: the route's own word comes first.</summary>
    /// <param name="action">What the route does; null: nothing is known of it.</param>
    /// <returns>Whether WebSockets pass, and what decides that; null where nothing in the file does.</returns>
    public Setting<bool>? Upgrades(DataNode? action) => Said(action) ?? Said(Node);

    /// <summary>Whether it lets extended CONNECT in over HTTP/2.</summary>
    public bool AllowsConnect => Node.Get("http2_protocol_options", "allow_connect") is DataScalar { Truth: true } || Node.Get("http3_protocol_options", "allow_extended_connect") is DataScalar { Truth: true };

    private static Setting<bool>? Said(DataNode? node)
    {
        foreach (DataNode config in node.Each("upgrade_configs"))
        {
            if (!string.Equals(config.Get("upgrade_type")?.Text, "websocket", StringComparison.OrdinalIgnoreCase)) continue;
            DataEntry? enabled = config.Field("enabled");
            return new Setting<bool>(enabled?.Value is not DataScalar { Truth: false }, (enabled ?? config.Field("upgrade_type"))?.At);
        }

        // Before v1.9 a route said it with a switch of its own.
        return node.Field("use_websocket") is { } old ? new Setting<bool>(old.Value is DataScalar { Truth: true }, old.At) : null;
    }
}
