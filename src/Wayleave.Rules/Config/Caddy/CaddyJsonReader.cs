using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>Reads Caddy's JSON to its sites.</summary>
internal static class CaddyJsonReader
{
    /// <summary>Reads a file. Never throws.</summary>
    /// <param name="source">The file.</param>
    /// <param name="context">What reading may ask for.</param>
    public static CaddyFile Read(SourceText source, ReadContext context)
    {
        DataText text = JsonReader.Read(source);
        DataNode? root = text.Roots.FirstOrDefault();
        ImmutableArray<DataEntry> servers = root?.Find("apps", "http", "servers")?.Entries ?? root?.Find("servers")?.Entries ?? [];
        ImmutableArray<CaddyServer> sites = [.. servers.Select(entry => Server(entry.Value, entry.KeyAt))];
        // A fragment: the routes of a server, or one route, as the admin endpoint takes them.
        if (sites.IsEmpty && root is not null && (root["routes"] ?? root["handle"] ?? root["handler"]) is not null)
            sites = [new CaddyServer(root.At with { End = root.At.Start }, new Listener(null, false, root.At), root["routes"] is { } routes ? Routes(routes) : root["handle"] is not null ? [Route(root)] : Handler(root))];
        return new CaddyFile(source, context) { Errors = text.Errors, Servers = sites };
    }

    private static CaddyServer Server(DataNode server, Span at)
    {
        int? port = server["listen"]?.Items.Select(listen => Port(listen.Text ?? "")).FirstOrDefault(found => found is not null);
        bool tls = server["tls_connection_policies"] is not null || port is 443 || (port is null or not (80 or 8080) && server["automatic_https"]?["disable"]?.Text != "true" && Hosts(server).Any());
        return new CaddyServer(at, new Listener(port, tls, at) { Http2 = tls }, Routes(server["routes"]))
        {
            TrustsProxies = server["trusted_proxies"] is not null,
            Named = (server["named_routes"]?.Entries ?? []).GroupBy(entry => entry.Key).ToImmutableDictionary(same => same.Key, same => ImmutableArray.Create<CaddyStep>(Route(same.Last().Value))),
        };
    }

    private static IEnumerable<string> Hosts(DataNode server) => (server["routes"]?.Items ?? []).SelectMany(route => route["match"]?.Items ?? []).SelectMany(match => match["host"]?.Items ?? []).Select(host => host.Text ?? "");

    private static int? Port(string listen) => int.TryParse(listen.AsSpan(listen.LastIndexOf(':') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) ? port : null;

    private static ImmutableArray<CaddyStep> Routes(DataNode? routes) => [.. (routes?.Items ?? []).Select(Route)];

    private static CaddyRoute Route(DataNode route)
    {
        ImmutableArray<ImmutableArray<CaddyCondition>> matcher = [.. (route["match"]?.Items ?? []).Select(Set)];
        return new CaddyRoute(route.At, matcher, [.. (route["handle"]?.Items ?? []).SelectMany(handler => Handler(handler))]) { Group = route["group"]?.Text, IsTerminal = route["terminal"]?.Text == "true" };
    }

    private static ImmutableArray<CaddyCondition> Set(DataNode set) => [.. set.Entries.SelectMany(Conditions)];

    private static IEnumerable<CaddyCondition> Conditions(DataEntry entry) => entry.Key switch
    {
        "header" => entry.Value.Entries.Select(header => new CaddyCondition("header", header.At)
        {
            // A field without values must be absent.
            Field = header.Value is DataScalar { IsNull: true } ? "!" + header.Key : header.Key,
            Values = [.. header.Value.Items.Select(value => value.Text ?? "")],
        }),
        "header_regexp" => entry.Value.Entries.Select(header => new CaddyCondition("header_regexp", header.At) { Field = header.Key, Values = [header.Value["pattern"]?.Text ?? ""] }),
        "path_regexp" => [new CaddyCondition("path_regexp", entry.At) { Values = [entry.Value["pattern"]?.Text ?? ""] }],
        "protocol" => [new CaddyCondition("protocol", entry.At) { Values = [entry.Value.Text ?? ""] }],
        "not" => [new CaddyCondition("not", entry.At) { Not = [.. entry.Value.Items.Select(Set)] }],
        _ => [new CaddyCondition(entry.Key, entry.At) { Values = [.. entry.Value.Items.Select(value => value.Text ?? "")] }],
    };

    private static ImmutableArray<CaddyStep> Handler(DataNode handler)
    {
        switch (handler["handler"]?.Text)
        {
            case "subroute":
                return [new CaddyRoute(handler.At, [], Routes(handler["routes"]))];
            case "reverse_proxy":
                return [CaddyJsonProxy.Of(handler)];
            case "static_response":
                return
                [
                    new CaddyAnswer(handler.At, "static_response")
                    {
                        Status = int.TryParse(handler["status_code"]?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int status) ? status : handler["status_code"] is null ? 200 : null,
                        Location = handler["headers"]?.Entries.FirstOrDefault(header => header.Key.Equals("Location", StringComparison.OrdinalIgnoreCase))?.Value.Items.FirstOrDefault()?.Text,
                        Closes = handler["abort"]?.Text == "true",
                    },
                ];
            case "error":
                return [new CaddyAnswer(handler.At, "error") { Status = int.TryParse(handler["status_code"]?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int error) ? error : null }];
            case "file_server" when handler["pass_thru"]?.Text != "true":
                return [new CaddyAnswer(handler.At, "file_server")];
            case "rewrite":
                return [.. CaddyJsonProxy.Rewrites(handler)];
            case "headers":
                return [.. CaddyJsonProxy.Headers(handler["request"])];
            case "invoke" when handler["name"]?.Text is { } name:
                return [new CaddyJump(handler.At, name)];
            default:
                return [];
        }
    }
}
