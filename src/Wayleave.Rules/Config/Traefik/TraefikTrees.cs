using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Traefik;

/// <summary>Reads Traefik's routers, services, middlewares and entry points from a tree, wherever it was written.</summary>
internal static class TraefikTrees
{
    /// <summary>The entry points of a static part.</summary>
    public static ImmutableArray<TraefikEntryPoint> EntryPoints(DataNode? root) =>
        [.. (root.Any("entryPoints")?.Entries ?? []).Select(entry => new TraefikEntryPoint(entry.KeyAt, entry.Key, entry.Value))];

    /// <summary>The routers below <c>http.routers</c>.</summary>
    /// <param name="http">The tree below <c>http</c>.</param>
    /// <param name="ownService">The service of a router that names none; null: unknown.</param>
    public static IEnumerable<TraefikRouter> Routers(DataNode? http, string? ownService)
    {
        foreach (DataEntry entry in http.Any("routers")?.Entries ?? [])
        {
            DataNode node = entry.Value;
            DataEntry? rule = node.Entry("rule");
            string? text = rule?.Value is DataScalar { IsTemplate: false } scalar ? scalar.Value : null;
            yield return new TraefikRouter(rule?.KeyAt ?? entry.KeyAt, entry.Key)
            {
                Rule = text is null ? null : TraefikRuleReader.Read(text),
                Priority = long.TryParse(node.Any("priority")?.Text, CultureInfo.InvariantCulture, out long priority) && priority != 0 ? priority : text?.Length ?? 0,
                EntryPoints = [.. node.Any("entryPoints").Texts()],
                Middlewares = [.. node.Any("middlewares").Texts().Select(Plain)],
                Service = node.Any("service")?.Text is { } service ? Plain(service) : ownService,
                Tls = node.Any("tls") switch { null => null, DataScalar { Truth: false } => false, _ => true },
                Node = node,
            };
        }
    }

    /// <summary>The services below <c>http.services</c> that have servers of their own.</summary>
    /// <param name="http">The tree below <c>http</c>.</param>
    /// <param name="host">The container that each of them means; null: they name their servers.</param>
    public static IEnumerable<TraefikService> Services(DataNode? http, string? host)
    {
        foreach (DataEntry entry in http.Any("services")?.Entries ?? [])
        {
            if (entry.Value.Entry("loadBalancer") is not { } balancer) continue;
            DataEntry? passHost = balancer.Value.Entry("passHostHeader");
            yield return new TraefikService(balancer.KeyAt, entry.Key)
            {
                Servers = host is null ? [.. (balancer.Value.Any("servers")?.Items ?? []).Select(Server).OfType<TraefikServer>()] : [LabelServer(balancer, host)],
                Sticky = balancer.Value.Any("sticky") is not null,
                PassHost = passHost?.Value is DataScalar { Truth: false } ? new Setting<bool>(false, passHost.At) : new Setting<bool>(true, passHost?.At),
                Count = host is null ? balancer.Value.Any("servers")?.Items.Length : null,
                Node = balancer.Value,
            };
        }
    }

    /// <summary>The middlewares below <c>http.middlewares</c>, by name.</summary>
    public static IEnumerable<KeyValuePair<string, DataEntry>> Middlewares(DataNode? http) =>
        from entry in http.Any("middlewares")?.Entries ?? []
        where entry.Value.Entries.Length > 0
        select KeyValuePair.Create(entry.Key, entry.Value.Entries[0]);

    /// <summary>A name without the provider that it was told by: <c>strip@docker</c>.</summary>
    public static string Plain(string name) => name.Split('@')[0];

    private static TraefikServer? Server(DataNode server)
    {
        DataNode? url = server is DataScalar ? server : server.Any("url") ?? server.Any("URL");
        return url is DataScalar { IsTemplate: false } text ? TraefikServer.Of(server.At, text.Value) : null;
    }

    private static TraefikServer LabelServer(DataEntry balancer, string host)
    {
        DataEntry? port = balancer.Value.Any("server").Entry("port");
        DataEntry? scheme = balancer.Value.Any("server").Entry("scheme");
        return new TraefikServer((scheme ?? port ?? balancer).At, scheme?.Value.Text ?? "http", host, int.TryParse(port?.Value.Text, CultureInfo.InvariantCulture, out int number) ? number : null);
    }
}
