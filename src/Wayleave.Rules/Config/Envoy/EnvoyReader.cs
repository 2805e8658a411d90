using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Envoy;

/// <summary>Finds the connection managers and clusters of a configuration, wherever it is cut out of a whole one.</summary>
internal static class EnvoyReader
{
    /// <summary>Reads a file. Never throws.</summary>
    /// <param name="source">The file.</param>
    public static EnvoyFile Read(SourceText source)
    {
        DataText text = DataReader.Read(source);
        DataNode[] all = [.. text.Roots.SelectMany(root => root.All())];
        // A listener's managers are found with it; those that stand alone, and route tables that do, have none.
        EnvoyManager[] inListeners = [.. all.Where(node => node.Get("filter_chains") is not null).SelectMany(InListener)];
        EnvoyManager[] alone = [.. all.Where(IsManager).Where(node => !inListeners.Any(manager => ReferenceEquals(manager.Node, node))).Select(node => new EnvoyManager(node, null, []))];
        ImmutableDictionary<string, DataNode> clusters = all.Where(node => node.Get("name")?.Text is not null && IsCluster(node)).GroupBy(node => node.Get("name")!.Text!).ToImmutableDictionary(same => same.Key, same => same.Last());
        return new EnvoyFile(source, [.. inListeners.Concat(alone).DistinctBy(manager => manager.Node.At)], clusters) { Errors = text.Errors };
    }

    private static bool IsManager(DataNode node) =>
        node is DataMap && (node.Get("route_config") is not null || node.Get("rds") is not null || node["@type"]?.Text?.EndsWith("HttpConnectionManager", StringComparison.Ordinal) is true) && node.Get("api_listener") is null;

    private static bool IsCluster(DataNode node) =>
        node is DataMap && (node.Get("load_assignment") is not null || node.Get("connect_timeout") is not null || node.Get("lb_policy") is not null || node.Get("http2_protocol_options") is not null || node.Get("typed_extension_protocol_options") is not null || node.Get("hosts") is not null);

    private static IEnumerable<EnvoyManager> InListener(DataNode listener)
    {
        DataNode? address = listener.Get("address", "socket_address");
        int? port = int.TryParse(address.Get("port_value")?.Text, CultureInfo.InvariantCulture, out int number) ? number : null;
        Span at = (listener.Field("address") ?? listener.Field("name"))?.At ?? listener.At;
        bool proxied = listener.Each("listener_filters").Any(filter => filter.Get("name")?.Text?.Contains("proxy_protocol", StringComparison.Ordinal) is true);
        foreach (DataNode chain in listener.Each("filter_chains"))
        {
            DataNode? tls = chain.Get("transport_socket") ?? chain.Get("tls_context");
            string[] alpn = [.. (tls?.All() ?? []).SelectMany(node => node.Each("alpn_protocols")).SelectMany(one => one.Texts())];
            foreach (DataNode node in chain.Each("filters").SelectMany(filter => filter.All()).Where(IsManager))
                yield return new EnvoyManager(node, new Listener(port, tls is not null, at) { Http2 = alpn.Contains("h2"), ProxyProtocol = proxied }, [.. alpn]);
        }
    }
}
