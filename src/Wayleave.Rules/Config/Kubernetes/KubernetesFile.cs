using System.Collections.Immutable;
using Wayleave.Rules.Config.Commands;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Config.Traefik;

namespace Wayleave.Rules.Config.Kubernetes;

/// <summary>A file with objects of Kubernetes, in one document or in several.</summary>
/// <param name="Source">The file.</param>
/// <param name="Objects">The objects; those of a List each for itself.</param>
/// <param name="Context">What it was read with.</param>
public sealed record KubernetesFile(SourceText Source, ImmutableArray<KubernetesObject> Objects, ReadContext Context) : ConfigFile(Source, "kubernetes")
{
    /// <inheritdoc/>
    public override ImmutableArray<ConfigFile> Inside =>
    [
        .. from map in Objects
           where map.Kind == "ConfigMap"
           from entry in map.Node["data"]?.Entries ?? []
           // Those are pieces of the file that the controller writes, and judged as such.
           where !entry.Key.EndsWith("snippet", StringComparison.Ordinal) && !entry.Key.EndsWith("snippets", StringComparison.Ordinal) && !entry.Key.EndsWith("-template", StringComparison.Ordinal)
           let inside = NginxInside.Of(entry.Key, entry.Value, Context)
           where inside is not null
           select inside,
    ];

    /// <summary>What Traefik's own kinds of objects tell it; null if there are none.</summary>
    public TraefikConfig? Traefik { get; init; }

    /// <summary>The ingresses, with the controller that serves each.</summary>
    public IEnumerable<KubernetesObject> Ingresses => Objects.Where(one => one.Kind == "Ingress");

    /// <inheritdoc/>
    public override ImmutableArray<Hop> Hops =>
    [
        .. Ingresses.Select(ingress => new IngressHop(this, ingress)),
        .. Objects.Where(one => one is { Kind: "HTTPRoute" }).Select(route => new GatewayHop(this, route)),
        .. Objects.Where(ElbHop.Is).Select(service => new ElbHop(service)),
        .. Traefik is { Dynamic.IsEmpty: false } ? [new TraefikHop(Traefik)] : Array.Empty<Hop>(),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<ServerCommand> Commands =>
    [
        .. from workload in Objects
           let spec = workload.Spec?.Find("template", "spec") ?? (workload.Kind == "Pod" ? workload.Spec : null)
           from container in spec?["containers"]?.Items ?? []
           from command in CommandsOf(container)
           select command with { Environment = EnvironmentOf(container) },
    ];

    /// <summary>How many copies of the workload behind a service run; null if the files do not show it.</summary>
    /// <param name="service">The service's name.</param>
    public int? Copies(string service)
    {
        if (Objects.FirstOrDefault(one => one.Kind == "Service" && one.Name == service)?.Spec?["selector"] is not DataMap selector) return null;
        DataNode? spec = Objects.FirstOrDefault(one => one.Kind is "Deployment" or "StatefulSet" && Selects(selector, one.Spec?.Find("template", "metadata", "labels")))?.Spec;
        return spec is null ? null : spec["replicas"] is { } replicas ? (int?)(replicas as DataScalar)?.Number : 1;
    }

    private static bool Selects(DataMap selector, DataNode? labels) => labels is not null && selector.Pairs.All(pair => labels[pair.Key]?.Text == pair.Value.Text);

    // In Kubernetes `command` is the entry point, and `args` are its arguments.
    private static IEnumerable<ServerCommand> CommandsOf(DataNode container)
    {
        if (container["command"] is DataList command && container["args"] is DataList arguments) return ServerCommands.Of(new DataList(command.At, command.Values.AddRange(arguments.Values)));
        return ServerCommands.Of(container["command"]).Concat(ServerCommands.Of(container["args"]));
    }

    private static ImmutableDictionary<string, Setting<string>> EnvironmentOf(DataNode container) =>
        (container["env"]?.Items ?? []).Where(item => item["name"]?.Text is not null && item["value"] is DataScalar { IsTemplate: false })
            .Aggregate(ImmutableDictionary<string, Setting<string>>.Empty, (before, item) => before.SetItem(item["name"]!.Text!, new Setting<string>(item["value"]!.Text!, item["value"]!.At)));
}
