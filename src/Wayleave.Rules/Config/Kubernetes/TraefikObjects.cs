using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Config.Traefik;

namespace Wayleave.Rules.Config.Kubernetes;

/// <summary>Reads Traefik's own kinds of objects: IngressRoute and Middleware.</summary>
/// <seealso href="https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/ingressroute/">IngressRoute</seealso>
internal static class TraefikObjects
{
    /// <summary>What they tell; null if there are none.</summary>
    /// <param name="source">The file.</param>
    /// <param name="objects">Its objects.</param>
    /// <param name="context">What reading may ask for.</param>
    public static TraefikConfig? Read(SourceText source, IReadOnlyCollection<KubernetesObject> objects, ReadContext context)
    {
        KubernetesObject[] own = [.. objects.Where(one => one.Kind is "IngressRoute" or "Middleware" && one.Api.StartsWith("traefik.", StringComparison.Ordinal))];
        if (own.Length == 0) return null;
        var config = new TraefikConfig(source.All)
        {
            Version = context.Versions.GetValueOrDefault("traefik"),
            Middlewares = ImmutableDictionary.CreateRange(own.Where(one => one.Kind == "Middleware" && one.Spec?.Entries.Length > 0).Select(one => KeyValuePair.Create(one.Name, one.Spec!.Entries[0])).DistinctBy(pair => pair.Key)),
        };
        return own.Where(one => one.Kind == "IngressRoute").Aggregate(config, Add);
    }

    private static TraefikConfig Add(TraefikConfig config, KubernetesObject route)
    {
        foreach (DataNode one in route.Spec?["routes"]?.Items ?? [])
        {
            DataEntry? match = one.Entry("match");
            string name = string.Create(CultureInfo.InvariantCulture, $"{route.Name}-{config.Dynamic.Length}");
            string? rule = match?.Value is DataScalar { IsTemplate: false } text ? text.Value : null;
            config = config with
            {
                Dynamic = config.Dynamic.Add(new TraefikRouter(match?.KeyAt ?? one.At, name)
                {
                    Rule = rule is null ? null : TraefikRuleReader.Read(rule),
                    Priority = one["priority"] is DataScalar { Number: { } priority } ? (long)priority : rule?.Length ?? 0,
                    EntryPoints = [.. (route.Spec?["entryPoints"]).Texts()],
                    Middlewares = [.. (one["middlewares"]?.Items ?? []).Select(middleware => middleware["name"]?.Text ?? "")],
                    Service = one["services"] is null ? null : name,
                    Tls = route.Spec?["tls"] is not null ? true : null,
                    Node = one,
                }),
                Services = one["services"]?.Items.FirstOrDefault() is { } service ? config.Services.SetItem(name, Service(name, service)) : config.Services,
            };
        }

        return config;
    }

    private static TraefikService Service(string name, DataNode service)
    {
        DataEntry? passHost = service.Entry("passHostHeader");
        Span at = (service as DataMap)?.Find("name")?.At ?? service.At;
        int? port = int.TryParse(service["port"]?.Text, CultureInfo.InvariantCulture, out int number) ? number : null;
        return new TraefikService(at, name)
        {
            // Where no scheme is written, 443 and a port of the name https mean TLS.
            Servers = [new TraefikServer(at, service["scheme"]?.Text ?? (port == 443 || service["port"]?.Text is "https" ? "https" : "http"), service["name"]?.Text, port)],
            Sticky = service.Any("sticky", "cookie") is not null,
            PassHost = passHost?.Value is DataScalar { Truth: false } ? new Setting<bool>(false, passHost.At) : new Setting<bool>(true, passHost?.At),
            Node = service,
        };
    }
}
